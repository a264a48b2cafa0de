@db.table
interface Log { at: number.timestamp.created; text: string }
