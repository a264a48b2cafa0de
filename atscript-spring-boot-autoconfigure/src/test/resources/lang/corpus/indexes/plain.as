@db.table
interface User {
  @db.index
  a: string
  @db.index.plain
  b: string
  @db.index.plain 'byC'
  c: string
  @db.index.plain 'byD', 'desc'
  d: string
  @db.index 'byE', 'asc'
  e: string
}
