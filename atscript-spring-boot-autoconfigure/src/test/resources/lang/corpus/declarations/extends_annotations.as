@db.table 'base'
@meta.label 'Base'
interface Base {
  @db.index.plain 'byName'
  @meta.label 'Name'
  name: string
}
interface Child extends Base { extra: string }
