import { User } from '../imports/user'
@db.table 'users'
annotate User {}
@db.table 'orders'
interface Order { @db.rel.FK userId: User.id, @db.rel.to user?: User }
