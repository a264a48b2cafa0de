@db.table
interface Account { @meta.id tenant: number.int; @meta.id number: number.int }
@db.table
interface Transfer {
  @db.rel.FK 'from'
  fromTenant: Account.tenant
  @db.rel.FK 'from'
  fromNumber: Account.number
  @db.rel.FK 'to'
  toTenant: Account.tenant
  @db.rel.FK 'to'
  toNumber: Account.number
}
