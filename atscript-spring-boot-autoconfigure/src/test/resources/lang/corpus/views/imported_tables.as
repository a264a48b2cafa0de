import { Customer } from './customer'
@db.view
@db.view.for Customer
interface Names { name: Customer.name }
