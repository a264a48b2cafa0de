@db.table
@db.space 'archive'
interface Old { @meta.id id: number.int }
@db.table
interface New { @meta.id id: number.int }
