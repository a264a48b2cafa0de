@ui.if `
  a = 1
  and (
    b = 2
    or c in (
      1,
      2
    )
  )
`
type A = string
