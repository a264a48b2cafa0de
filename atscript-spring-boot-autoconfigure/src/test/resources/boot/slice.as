@db.table 'slices'
interface Slice {
    @meta.id
    id: number.int
}
