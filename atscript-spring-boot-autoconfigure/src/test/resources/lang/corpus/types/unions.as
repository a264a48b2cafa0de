type Leading = | 'a' | 'b'
type Lines =
  | 'a'
  | 'b'
  | number
type Structures = { kind: 'circle', radius: number } | { kind: 'square', side: number }
type Nullable = string | null
interface Shape { outline: Structures; area: number | string; note: Nullable }
