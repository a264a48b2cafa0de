interface Special {
  embedding: db.vector
  place: db.geoPoint
  currency: db.currencyCode
  objectId: mongo.objectId
}
