@db.table 'customers'
interface Customer {
    @meta.id
    @db.default.increment
    id: number.int
    name: string
    nick?: string
}
