@db.table
interface A {
  @meta.id
  @db.default.increment
  id: number.int
  @db.default.uuid
  uuid: string.uuid
  @db.default.now
  at: number.timestamp
  @db.default.now
  atText: string.isoDate
}
@db.table
interface B {
  @meta.id
  @db.default.increment 1000
  id: number.int.int32
}
