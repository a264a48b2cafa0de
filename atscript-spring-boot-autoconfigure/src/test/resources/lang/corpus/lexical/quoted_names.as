interface Headers {
  'content-type': string
  "content-length"?: number
  'with space': string
  "": boolean
  'it\'s': string
}
