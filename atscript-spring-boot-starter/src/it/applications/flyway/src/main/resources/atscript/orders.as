@db.table 'orders'
export interface Order {
    @meta.id
    id: number.int

    article: string
}
