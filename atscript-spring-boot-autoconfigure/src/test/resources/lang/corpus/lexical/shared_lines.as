@db.table 'users' export interface User { @meta.id id: number; @meta.label 'Name' @expect.maxLength 20 name: string, @db.index.unique mail: string }
@meta.label 'x' type A = string
@meta.description 'y' type B = A
