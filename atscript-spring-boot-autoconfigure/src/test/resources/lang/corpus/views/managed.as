@db.table 'tasks'
interface Task { @meta.id id: number.int; title: string; open: boolean; @db.rel.FK projectId: Project.id }
@db.table 'projects'
interface Project { @meta.id id: number.int; name: string }
@db.view 'open_tasks'
@db.view.for Task
@db.view.joins Project, `Project.id = Task.projectId`
@db.view.filter `Task.open = true`
@db.view.renamed 'active_tasks'
@db.view.renamed 'todo'
interface OpenTask {
  id: Task.id
  label: Task.title
  project: Project.name
}
