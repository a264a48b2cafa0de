@db.table
interface User { @meta.id id: number.int }
@db.table
interface A { @db.rel.FK @db.rel.onDelete 'cascade' userId: User.id }
@db.table
interface B { @db.rel.FK @db.rel.onDelete 'restrict' userId: User.id }
@db.table
interface C { @db.rel.FK @db.rel.onDelete 'noAction' userId: User.id }
@db.table
interface D { @db.rel.FK @db.rel.onDelete 'setNull' userId?: User.id }
@db.table
interface E { @db.rel.FK @db.rel.onDelete 'setDefault' @db.default 1 userId: User.id }
