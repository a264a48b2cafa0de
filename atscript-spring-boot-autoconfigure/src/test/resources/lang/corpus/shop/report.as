import { Order } from './order'
import { Customer } from './customer'

@db.view 'sales'
@db.view.for Order
@db.view.joins Customer, `Customer.id = Order.customerId`
@db.view.filter `Order.status in ('paid', 'sent') and not (Order.note matches /^test/i)`
@db.view.having `revenue > 0`
@db.view.materialized
export interface Sales {
  city: Customer.address.city
  @db.agg.sum 'total.amount'
  revenue: decimal
  @db.agg.count
  orders: number
}
