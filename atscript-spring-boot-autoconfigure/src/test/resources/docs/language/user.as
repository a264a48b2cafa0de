@db.table 'users'
export interface User {
  @meta.id
  id: number.int
}

export type Status = 'open' | 'closed'
