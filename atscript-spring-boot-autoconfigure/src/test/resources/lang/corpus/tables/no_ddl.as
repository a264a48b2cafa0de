@db.table
@db.table.filterable 'manual'
@db.table.sortable 'auto'
@db.table.preferredId.uniqueIndex 'byCode'
@db.depth.limit 3
@db.http.path '/products'
interface Product {
  @meta.id
  id: number.int
  @db.index.unique 'byCode'
  @db.column.filterable
  @db.column.sortable
  @db.column.searchable
  code: string
  @db.column.measure
  @db.amount.currency 'EUR'
  price: decimal
  @db.amount.currency.ref 'currency'
  cost: decimal
  currency: db.currencyCode
  @db.unit 'kg'
  weight: number
  @db.unit.ref 'unit'
  volume: number
  unit: string
  @db.writeOnly
  password: string
  @db.patch.strategy 'merge'
  tags: string[]
}
