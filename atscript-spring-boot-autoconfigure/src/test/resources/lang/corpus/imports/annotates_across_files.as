import { User } from './user'
annotate User {
  @meta.label 'Full name'
  name
  @meta.label 'Town'
  address.city
}
export annotate User as Guest { @db.ignore id }
