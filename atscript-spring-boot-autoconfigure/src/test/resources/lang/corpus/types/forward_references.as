interface Order { user: User; status: Status }
type Status = Options
interface User { id: number; orders: Order[] }
type Options = 'open' | 'closed'
