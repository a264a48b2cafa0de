type A = string | number & boolean
type B = (string | number) & boolean
type C = string | number[]
type D = (string | number)[]
type E = ((('a' | 'b')))
type F = string & number[] | boolean
