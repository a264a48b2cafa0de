type Lines = { sku: string; count: number }[]
interface Order {
  lines: Lines
  inline: { sku: string }[]
  payment: { card: string } | { iban: string }
  list: string[]
}
annotate Order {
  @meta.label 'Article'
  lines.sku
  @meta.label 'Article'
  inline.sku
  @meta.label 'Bank account'
  payment.iban
  list[]
}
