@db.table 'app_users'
@db.table.renamed 'users'
@db.table.renamed 'people'
@db.schema 'crm'
interface User {
  @meta.id
  @db.column 'user_id'
  id: number.int
  @db.column 'full_name'
  @db.column.renamed 'name'
  @db.column.renamed 'title'
  fullName: string
}
