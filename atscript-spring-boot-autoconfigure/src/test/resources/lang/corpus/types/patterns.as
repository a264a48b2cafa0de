interface Dictionary {
  [*]: string
}
interface Prefixed {
  id: number
  [/^x-/]: string
  [/^y[/\]]+$/i]: number
  [/a|b/]?: boolean
}
