type A = string type B = number interface C { a: A } interface D { b: B } export type E = C | D
