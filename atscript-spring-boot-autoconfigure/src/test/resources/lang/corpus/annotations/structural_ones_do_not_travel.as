@db.table
interface User {
  @meta.id
  @db.column 'user_id'
  @db.index.plain 'i'
  @db.default.increment
  @meta.label 'Id'
  @expect.min 1
  @ui.hint 'travels'
  id: number.int
}
@db.table
interface Order {
  @db.rel.FK
  userId: User.id
}
