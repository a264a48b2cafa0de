interface User {
  id: number
  @meta.label 'Name'
  name: string
}
type Status = 'open' |
  'closed'
