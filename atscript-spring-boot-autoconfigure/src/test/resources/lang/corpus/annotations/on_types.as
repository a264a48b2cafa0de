@meta.label 'Mail'
@expect.maxLength 120
@expect.pattern '^[^@]+@[^@]+$', 'u', 'no mail address'
type Mail = string.email
interface User {
  mail: Mail
  @expect.maxLength 60
  @expect.pattern '\\.de$'
  german: Mail
}
