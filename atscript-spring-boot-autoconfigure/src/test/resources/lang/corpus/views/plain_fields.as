@db.table
interface Task { @meta.id id: number.int; title: string; place: { city: string } }
@db.view
@db.view.for Task
interface Short { id: number.int; title: string; town: Task.place.city }
