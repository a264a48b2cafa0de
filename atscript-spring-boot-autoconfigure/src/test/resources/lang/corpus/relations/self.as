@db.table
interface Category {
  @meta.id id: number.int
  @db.rel.FK
  @db.rel.onDelete 'setNull'
  parentId?: Category.id
  @db.rel.to
  parent?: Category
  @db.rel.from
  children: Category[]
}
