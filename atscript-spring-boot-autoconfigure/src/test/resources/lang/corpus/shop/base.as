/** What every table of the shop has. */
export interface Entity {
  @meta.id
  @db.default.increment
  id: number.int

  @db.default.now
  createdAt: number.timestamp

  @db.column.version
  version: number.int
}

// Money is always exact.
export type Money = {
  @db.column.precision 12, 2
  amount: decimal
  @db.default 'EUR'
  currency: db.currencyCode
}
