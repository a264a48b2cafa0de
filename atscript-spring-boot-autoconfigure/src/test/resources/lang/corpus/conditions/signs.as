@ui.if `a = 1 && b = 2`
@ui.if `a = 1 || b = 2`
@ui.if `a = 1 && (b = 2 || c = 3)`
type A = string
