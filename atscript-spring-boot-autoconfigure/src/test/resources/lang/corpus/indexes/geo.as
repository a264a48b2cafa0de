@db.table
interface Shop {
  @db.index.geo
  place: db.geoPoint
  @db.index.geo 'second'
  other: db.geoPoint
}
