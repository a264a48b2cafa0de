type A = B
type B = C
type C = D.value
interface D { value: E.name }
interface E { name: string.email }
