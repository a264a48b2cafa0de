interface User { id: number.int; name: string; address: { city: string } }
@db.table 'users'
annotate User {
  @meta.id
  id
  @db.index.plain
  name
  @db.column 'town'
  address.city
}
