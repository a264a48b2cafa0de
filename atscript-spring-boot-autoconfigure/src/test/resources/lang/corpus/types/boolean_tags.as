interface Booleans {
  accepted: boolean.required
  on: boolean.true
  off: boolean.false
}
