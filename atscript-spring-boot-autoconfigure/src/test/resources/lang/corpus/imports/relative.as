import { User, Status } from './user'
import { Address } from "./shared/address"
interface Order {
  userId: User.id
  status: Status
  to: Address
  city: User.address.city
}
