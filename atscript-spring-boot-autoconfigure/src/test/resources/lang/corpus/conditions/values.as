@ui.if `a = 'text'`
@ui.if `a = "text"`
@ui.if `a = 'it\'s'`
@ui.if `a = 1.5e3 and b = -2`
@ui.if `a = true or b = false`
@ui.if `a = null and b != null`
@ui.if `a = undefined`
@ui.if `a = b`
@ui.if `User.name = Order.user.name`
@ui.if `a matches /a\/b[/]c/gi`
type A = string
