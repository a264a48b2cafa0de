@db.table
interface Product {
  @meta.id
  id: number.int
  @db.column.collate 'nocase'
  name: string
  @db.column.collate 'binary'
  code: string
  @db.column.collate 'unicode'
  title: string
  @db.column.precision 10, 2
  price: decimal
  @db.column.precision 5, 0
  weight: number
  @db.column.version
  version: number.int
  @db.column.dimension
  region: string
  @db.ignore
  computed: string
  @db.encrypted
  secret: string
}
