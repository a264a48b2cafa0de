@ui.texts 'a', "b", 'c'
@ui.numbers 1, -2.5, 1e3
@ui.words true, false, null, undefined
@ui.names User, User.name, a.b.c
@ui.condition `a = 1`
@ui.mixed 'a', 1, true, User, `b = 'x'`
@ui.none
interface User { name: string }
