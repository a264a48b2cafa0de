@db.table
interface Document { @meta.id id: mongo.objectId; @db.search.vector 3 embedding: mongo.vector }
