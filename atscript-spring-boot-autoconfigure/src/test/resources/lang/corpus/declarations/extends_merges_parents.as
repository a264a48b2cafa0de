interface A { @meta.label 'A' same: string }
interface B { @meta.description 'B' same: string }
interface C extends A, B {}
