@db.table
interface Order { @meta.id id: number.int; region: string; total: decimal; items: number.int }
@db.view
@db.view.for Order
@db.view.having `orders > 10 and revenue >= 1000`
interface Revenue {
  region: Order.region
  @db.agg.count
  orders: number
  @db.agg.count 'items'
  counted: number
  @db.agg.sum 'total'
  revenue: decimal
  @db.agg.avg 'total'
  mean: decimal
  @db.agg.min 'total'
  least: decimal
  @db.agg.max 'total'
  most: decimal
}
