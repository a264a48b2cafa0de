import { Money } from '@my-org/models/money'
interface Invoice { total: Money }
