interface A {
  a: string
  [*]: number
  b: string
  [/^x/]: number[]
}
