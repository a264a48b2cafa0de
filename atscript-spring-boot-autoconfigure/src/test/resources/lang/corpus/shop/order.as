import { Entity, Money } from './base'
import { Customer } from './customer'

export type Status = 'new' | 'paid' | 'sent' | 'gone'

@db.table 'orders'
export interface Order extends Entity {
  @db.rel.FK
  @db.rel.onDelete 'restrict'
  customerId: Customer.id

  @db.rel.to
  customer?: Customer

  @db.default 'new'
  @db.index.plain 'byStatus'
  status: Status

  total: Money

  @db.json
  lines: { sku: string, count: number.int, price: Money }[]

  note?: string // what the customer said
}
