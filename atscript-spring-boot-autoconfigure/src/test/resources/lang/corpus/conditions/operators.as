@ui.if `a = 1`
@ui.if `a != 1`
@ui.if `a > 1`
@ui.if `a >= 1`
@ui.if `a < 1`
@ui.if `a <= 1`
@ui.if `a in (1, 2, 3)`
@ui.if `a not in ('x', "y")`
@ui.if `a matches /^x/i`
@ui.if `a matches '^x'`
@ui.if `a exists`
@ui.if `a not exists`
type A = string
