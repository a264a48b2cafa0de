interface Strings {
  email: string.email
  phone: string.phone
  date: string.date
  isoDate: string.isoDate
  uuid: string.uuid
  url: string.url
  ipv4: string.ipv4
  ipv6: string.ipv6
  ip: string.ip
  char: string.char
  required: string.required
}
