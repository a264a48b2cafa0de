@db.table
interface User {
  address: { @db.index.plain 'byCity' city: string; @db.index.unique zip: string }
}
