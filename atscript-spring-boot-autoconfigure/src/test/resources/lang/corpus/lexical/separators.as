interface Lines {
  a: string
  b: number
}
interface Semicolons { a: string; b: number; }
interface Commas { a: string, b: number, }
interface Mixed { a: string; b: number
  c: boolean, d: decimal;
}
interface Doubled { a: string;; b: number,, c: boolean }
type One = string; type Two = number
type Three = One | Two;
