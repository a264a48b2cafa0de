interface Words {
  type: string
  interface: number
  import: string
  export?: boolean
  from: string
  as: string
  use: string
  annotate: string
  extends: string
  null: string
  string: string
  number: number
}
