@ui.
@ 'nameless'
@ui.if ``
@ui.if ` `
type A = string
interface B extends { a: string }
