@db.table
interface Form {
  id: number.int
  hint: ui.paragraph
  save: ui.action.primary
}
