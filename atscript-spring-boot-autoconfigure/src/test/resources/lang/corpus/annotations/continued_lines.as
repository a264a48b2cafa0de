@ui.texts 'first',
  'second',
  'third'
@ui.numbers 1,
  2
type A = string
