type Named = { name: string }
type Aged = { age: number }
type Person = Named & Aged
type Employee = Person & { salary: decimal }
type Tagged = string & number.int
interface Team { leader: Named & Aged; members: (Named & Aged)[] }
