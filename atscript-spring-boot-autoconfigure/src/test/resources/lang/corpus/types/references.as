interface User { id: number.int; name: string; address: { city: string; zip?: string } }
interface Order {
  user: User
  userId: User.id
  city: User.address.city
  address: User.address
  users: User[]
  ids: User.id[]
  either: User | User.id
}
