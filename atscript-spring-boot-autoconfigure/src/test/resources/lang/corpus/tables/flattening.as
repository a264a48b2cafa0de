@db.table
interface User {
  @meta.id
  id: number.int
  address: {
    street: string
    geo: { lat: number; lon: number }
    note?: string
  }
  billing?: { iban: string; bank: string }
}
