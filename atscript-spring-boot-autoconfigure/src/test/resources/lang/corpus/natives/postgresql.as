@db.table
@db.pg.schema 'app'
@db.pg.collate 'de-x-icu'
interface User {
  @meta.id id: number.int
  @db.pg.type 'citext'
  mail: string
  @db.pg.type 'numeric(10, 2)[]'
  prices: number[]
  @db.pg.collate 'C'
  code: string
}
