interface All {
  s: string
  n: number
  d: decimal
  b: boolean
  nothing: null
  missing: undefined
  none: void
  never: never
  imagined: phantom
}
