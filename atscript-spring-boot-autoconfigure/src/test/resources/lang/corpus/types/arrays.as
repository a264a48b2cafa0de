type Names = string[]
type Matrix = number[][]
type Options = ('a' | 'b')[]
type Rows = { id: number }[]
type Tuples = [string, number][]
interface Lists { names: Names; deep: Names[]; inline: { a: string[] }[]; union: string[] | number[] }
