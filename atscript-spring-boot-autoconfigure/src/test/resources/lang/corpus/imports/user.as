import { Address } from './shared/address'
export interface User {
  @meta.id
  id: number.int
  name: string
  address: Address
}
export type Status = 'active' | 'gone'
type Internal = string
