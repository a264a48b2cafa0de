type Pair = [string, number]
type Empty = []
type Single = [string]
type Lines = [
  string,
  number,
]
type Nested = [[string, number], [boolean]]
type OfUnions = ['a' | 'b', { x: number } & { y: number }]
