@db.table
interface Line {
  @meta.id
  orderId: number.int
  @meta.id
  position: number.int.int16
  text: string
}
