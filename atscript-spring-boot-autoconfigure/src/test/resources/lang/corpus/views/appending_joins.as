@db.table
interface A { @meta.id id: number }
@db.table
interface B { @meta.id id: number }
@db.table
interface C { @meta.id id: number }
@db.view
@db.view.for A
@db.view.joins B, `B.id = A.id`
interface V { id: A.id; b: B.id }
@db.view 'w'
@db.view.joins C, `C.id = A.id`
annotate V as W {}
