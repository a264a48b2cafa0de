import { Entity } from './base'

@db.table 'customers'
@meta.description 'People who buy'
export interface Customer extends Entity {
  @expect.maxLength 120
  @db.index.fulltext 'search', 5
  name: string

  @db.index.unique 'byMail'
  @db.column.collate 'nocase'
  mail: string.email

  address: {
    street: string
    @db.index.plain 'byCity'
    city: string
    zip?: string
  }

  @db.rel.from
  orders: Order[]
}
import { Order } from './order'
