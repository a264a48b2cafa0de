interface User { address: Address }
type Address = { city: string }
annotate User { @meta.label 'of users' address.city }
interface Shop { address: Address }
