interface User { id: number; name: string; mail: string }
annotate User {
  @meta.label 'Number'
  id
  @meta.label 'Name'
  @expect.maxLength 40
  name
}
