@db.table
interface User { @meta.id id: number.int }
@db.table
interface Order {
  @db.rel.FK 'buyer'
  buyerId: User.id
  @db.rel.FK 'seller'
  sellerId: User.id
  @db.rel.to 'buyer'
  buyer?: User
  @db.rel.to 'seller'
  seller?: User
}
