type Base = { id: number } & { name: string }
interface User extends Base { mail: string }
type Alias = User
interface Admin extends Alias { level: number }
