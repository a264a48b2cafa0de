@ui.second , 'b'
@ui.third ,, 'c'
@ui.middle 'a',, 'c'
type A = string
