@db.table
interface A { @meta.id id: number.int; created: number.timestamp.created; updated: number.timestamp.updated }
