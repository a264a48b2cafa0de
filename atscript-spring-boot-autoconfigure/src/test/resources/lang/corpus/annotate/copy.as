interface User { id: number; @meta.label 'Name' name: string }
@db.table 'people'
export annotate User as Person {
  @meta.label 'Full name'
  name
}
annotate User as Plain {}
