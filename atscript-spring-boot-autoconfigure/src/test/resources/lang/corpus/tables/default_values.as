@db.table
interface Defaults {
  @db.default 'open'
  status: 'open' | 'closed'
  @db.default.value 'none'
  note: string
  @db.default 5
  count: number.int
  @db.default '7'
  quoted: number
  @db.default true
  active: boolean
  @db.default 'false'
  gone: boolean
  @db.default 1.5
  rate: decimal
  @db.default '["a"]'
  tags: string[]
  @db.default '{"a": 1}'
  @db.json
  free: { a: number }
}
