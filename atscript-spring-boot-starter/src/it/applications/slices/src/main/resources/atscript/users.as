@db.table 'users'
export interface User {
    @meta.id
    @db.default.increment
    id: number.int

    @db.index.unique 'email'
    email: string.email

    name: string
}
