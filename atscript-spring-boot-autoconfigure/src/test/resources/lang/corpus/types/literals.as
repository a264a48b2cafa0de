type Text = 'open'
type Number = 5
type Choice = 'a' | "b" | 'c'
type Sizes = 1 | 2 | 3
type Mixed = 'auto' | 0 | -1
interface A { status: 'on' | 'off'; level?: 1 | 2 }
