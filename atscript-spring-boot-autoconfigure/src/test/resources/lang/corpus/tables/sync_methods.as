@db.table
@db.sync.method 'drop'
interface Cache { @meta.id key: string }
@db.table
@db.sync.method 'recreate'
interface Log { @meta.id id: number.int }
