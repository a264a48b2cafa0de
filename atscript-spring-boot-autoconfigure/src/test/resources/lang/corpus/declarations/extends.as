interface Base { id: number.int; createdAt: number.timestamp }
interface Named { name: string }
interface User extends Base { mail: string }
interface Company extends Base, Named { vat?: string }
export interface Admin extends User {}
