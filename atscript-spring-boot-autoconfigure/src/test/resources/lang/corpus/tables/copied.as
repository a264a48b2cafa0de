@db.table 'users'
interface User { @meta.id id: number.int; name: string }
@db.table 'archived_users'
annotate User as ArchivedUser { @db.index.plain 'byName' name }
