@db.table
export interface User {
  @meta.id
  id: number.int
  name: string
  active: boolean
}
