@db.table
interface User {
  @meta.id id: number.int
  @db.json
  settings: { theme: string; size: number }
  @db.json
  @db.column 'prefs'
  @db.default '{}'
  preferences?: { a?: string }
  history: { at: number; what: string }[]
}
