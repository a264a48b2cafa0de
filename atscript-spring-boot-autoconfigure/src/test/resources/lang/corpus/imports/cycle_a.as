import { B } from './cycle_b'
export interface A { id: number; b?: B }
