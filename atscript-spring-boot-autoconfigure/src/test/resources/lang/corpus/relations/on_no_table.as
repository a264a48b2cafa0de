@db.table
interface User { @meta.id id: number.int }
interface Payload { @db.rel.FK userId: User.id }
