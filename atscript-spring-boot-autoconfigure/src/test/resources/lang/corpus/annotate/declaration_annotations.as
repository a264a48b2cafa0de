@meta.label 'User'
interface User { id: number }
@db.table 'users'
@meta.label 'Person'
annotate User { @meta.id id }
