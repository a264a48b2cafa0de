interface Words {
  type: 'a'
  export: Words.type
}
type
  Broken = string
interface
  Alone { a: string }
