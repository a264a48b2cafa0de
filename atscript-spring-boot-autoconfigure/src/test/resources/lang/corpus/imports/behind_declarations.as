interface A { user: User.id }
import { User } from './user'
