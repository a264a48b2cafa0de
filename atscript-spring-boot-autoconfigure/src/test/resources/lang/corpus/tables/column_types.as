@db.table
interface Everything {
  s: string
  @expect.maxLength 40
  limited: string
  c: string.char
  mail: string.email
  n: number
  i: number.int
  i8: number.int.int8
  i16: number.int.int16
  i32: number.int.int32
  i64: number.int.int64
  u8: number.int.uint8
  u16: number.int.uint16
  u32: number.int.uint32
  u64: number.int.uint64
  single: number.single
  double: number.double
  d: decimal
  b: boolean
  at: number.timestamp
  created: number.timestamp.created
  updated: number.timestamp.updated
  vector: db.vector
  place: db.geoPoint
  currency: db.currencyCode
  objectId: mongo.objectId
  status: 'open' | 'closed'
  level: 1 | 2 | 3
  either: string | number
  list: string[]
  pair: [string, number]
  free: { [*]: string }
  options: { a: string }[]
  maybe?: string
  nullable: string | null
}
