import { User } from './user'
interface Admin extends User { level: number }
