import {} from './user'
interface A { a: string }
