@db.table
interface Document {
  @db.search.vector 384, 'cosine', 'byText'
  @db.search.vector.threshold 0.7
  text: db.vector
  @db.search.vector 3
  colour: number[]
  @db.search.vector 8, 'euclidean'
  shape: db.vector
  @db.search.vector 8, 'dotProduct', 'third'
  other: db.vector
  @db.search.filter 'byText'
  @db.search.filter 'third'
  language: string
}
