@db.view 'reports'
@db.schema 'bi'
interface Report { id: number.int; total: decimal; note?: string }
