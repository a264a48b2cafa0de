type Money = { amount: decimal } & { currency: db.currencyCode }
@db.table
interface Invoice { @meta.id id: number.int; total: Money; tax?: Money }
