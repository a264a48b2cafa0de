import { User } from './user'
import { User } from './user'
import { Status } from './user'
interface A { user: User; status: Status }
