@db.table
@db.mongo.collection 'users'
@db.mongo.autoIndexes false
@db.mongo.capped 1000000, 500
@db.mongo.search.dynamic 'lucene.standard', 1
@db.mongo.search.static 'lucene.german', 2, 'german', 'all'
interface User {
  @meta.id id: mongo.objectId
  @db.mongo.search.text 'lucene.english', 'english'
  @db.mongo.search.autocomplete 'names', 'edgeGram', 2, 10, true, 'lucene.standard'
  name: string
  @db.mongo.patch.strategy 'replace'
  @db.mongo.array.uniqueItems
  tags: string[]
}
