@db.table
interface User {
  @db.index.plain 'byName', 'asc'
  last: string
  @db.index.plain 'byName', 'desc'
  first: string
  @db.index.unique 'key'
  tenant: number.int
  @db.index.unique 'key'
  @db.index.plain
  code: string
}
