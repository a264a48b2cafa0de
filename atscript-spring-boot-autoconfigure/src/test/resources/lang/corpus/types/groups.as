type A = (string)
type B = ((string | number))
type C = ('a' | 'b') | ('c' | 'd')
type D = (
  'a'
  | 'b'
)
interface E { f: ({ a: string } | { b: string })[] }
