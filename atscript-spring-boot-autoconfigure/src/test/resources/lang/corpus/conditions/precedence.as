@ui.if `a = 1 or b = 2 and c = 3`
@ui.if `(a = 1 or b = 2) and c = 3`
@ui.if `not a = 1 and b = 2`
@ui.if `not (a = 1 and b = 2)`
@ui.if `not not a exists`
@ui.if `a = 1 and b = 2 and c = 3 or d = 4`
@ui.if `((a = 1))`
type A = string
