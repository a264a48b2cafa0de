interface Audited {
  @db.default.now
  createdAt: number.timestamp
  @db.column.version
  version: number.int
}
interface Identified { @meta.id @db.default.increment id: number.int }
@db.table 'users'
interface User extends Identified, Audited { name: string }
@db.table 'orders'
interface Order extends Identified, Audited { total: decimal }
