import {
  User,
  Status,
} from './user'
import { Address } from './shared/address'; import { Currency } from '@my-org/models/currency'
interface Order { user: User; status: Status; address: Address; currency: Currency }
