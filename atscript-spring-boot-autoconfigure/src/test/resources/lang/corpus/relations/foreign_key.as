@db.table 'users'
interface User { @meta.id id: number.int }
@db.table 'orders'
interface Order {
  @meta.id
  id: number.int
  @db.rel.FK
  @db.rel.onDelete 'cascade'
  @db.rel.onUpdate 'restrict'
  userId: User.id
}
