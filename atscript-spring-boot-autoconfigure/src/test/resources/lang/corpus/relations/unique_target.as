@db.table
interface Country { @meta.id id: number.int; @db.index.unique code: string }
@db.table
interface City { @db.rel.FK country: Country.code }
