@meta.label 'User'
@meta.description 'A person who can log in'
@meta.documentation 'First paragraph'
@meta.documentation 'Second paragraph'
interface User {
  @meta.id
  id: number
  @meta.label 'Name'
  @meta.required
  @meta.example 'Ada'
  @meta.default 'nobody'
  @expect.minLength 2, 'too short'
  @expect.maxLength 40, 'too long'
  name: string
  @meta.required 'Please tell your age'
  @expect.int
  @expect.min 0
  @expect.max 150, 'too old'
  age: number
  @meta.sensitive
  @meta.readonly
  secret: string
  @expect.array.uniqueItems
  tags: string[]
  @expect.array.uniqueItems 'twice'
  lines: { @expect.array.key id: number, @expect.array.key 'key' key: string }[]
}
