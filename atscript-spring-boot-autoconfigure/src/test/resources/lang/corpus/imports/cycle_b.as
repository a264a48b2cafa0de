import { A } from './cycle_a'
export interface B { id: number; a: A; aId: A.id }
