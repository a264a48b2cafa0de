@db.table
interface User {
  @meta.id id: number.int
  @db.rel.from
  @db.rel.filter `Order.open = true`
  orders: Order[]
}
@db.table
interface Order {
  @meta.id id: number.int
  open: boolean
  @db.rel.FK
  userId: User.id
  @db.rel.to
  user?: User
}
