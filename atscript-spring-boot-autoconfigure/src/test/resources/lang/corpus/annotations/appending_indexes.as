@db.table
interface Base {
  @meta.id id: number
  @db.index 'a'
  @db.index.unique 'b'
  @db.index.fulltext 'c'
  name: string
  @db.index.geo 'd'
  place: db.geoPoint
}
@db.table 'others'
annotate Base as Other {
  @db.index 'e'
  @db.index.unique 'f'
  @db.index.fulltext 'g'
  name
  @db.index.geo 'h'
  place
}
