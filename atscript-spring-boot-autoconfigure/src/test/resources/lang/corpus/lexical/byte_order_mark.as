interface User { id: number }
