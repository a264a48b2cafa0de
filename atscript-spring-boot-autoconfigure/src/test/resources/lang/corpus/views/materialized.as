@db.table
interface Task { @meta.id id: number.int; title: string }
@db.view 'titles'
@db.view.for Task
@db.view.materialized
interface Titles { title: Task.title }
