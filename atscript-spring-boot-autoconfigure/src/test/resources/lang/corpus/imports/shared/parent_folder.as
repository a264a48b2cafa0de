import { User } from '../user'
import { Address } from './../shared/address'
interface Letter { to: User.name, at: Address }
