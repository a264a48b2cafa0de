@db.table 'customers'
export interface Customer { @meta.id id: number.int; name: string }
