interface Source {
  @expect.minLength 1
  @expect.maxLength 9
  @expect.pattern '^a'
  @meta.label 'Name'
  name: string
  @expect.min 1
  @expect.max 9
  @expect.int
  count: number
  @expect.array.uniqueItems
  @expect.array.key
  list: string[]
}
interface User {
  name: Source.name
  count: Source.count
  list: Source.list
}
