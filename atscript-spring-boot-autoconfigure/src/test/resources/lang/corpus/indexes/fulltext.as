@db.table
interface Article {
  @db.index.fulltext
  teaser: string
  @db.index.fulltext 'search', 10
  title: string
  @db.index.fulltext 'search', 1
  body: string
}
