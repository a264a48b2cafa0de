interface Base {
  @expect.pattern '^a'
  @db.index.plain 'x'
  name: string
}
annotate Base as Other {
  @expect.pattern 'z$'
  @db.index.plain 'y'
  name
}
