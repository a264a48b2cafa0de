@db.table
interface Account { @meta.id tenant: number.int; @meta.id number: number.int }
@db.table
interface Booking {
  @meta.id id: number.int
  @db.rel.FK
  @db.rel.onDelete 'cascade'
  tenant: Account.tenant
  @db.rel.FK
  account: Account.number
}
