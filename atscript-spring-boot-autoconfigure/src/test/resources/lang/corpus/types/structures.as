type Empty = {}
type One = { a: string }
type Deep = { a: { b: { c: { d: string } } } }
type Optional = { a?: string, b?: { c?: number } }
interface Nothing {}
interface Inline { place: { city: string; zip?: string }; tags: string[] }
