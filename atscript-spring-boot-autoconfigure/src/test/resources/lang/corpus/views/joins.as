@db.table
interface Order { @meta.id id: number.int; userId: number.int; shopId: number.int }
@db.table
interface User { @meta.id id: number.int; name: string }
@db.table
interface Shop { @meta.id id: number.int; name: string; ownerId: number.int }
@db.view
@db.view.for Order
@db.view.joins User, `User.id = Order.userId`
@db.view.joins Shop, `Shop.id = Order.shopId and Shop.ownerId != User.id`
interface Overview { id: Order.id; user?: User.name; shop: Shop.name }
