type Id = number.int
type Mail = string.email
interface User { id: Id; mail: Mail; old?: Mail }
type Alias = Id
