type Address = { city: string; zip: string }
annotate Address { @meta.label 'Town' city }
interface User { home: Address; work: Address.city }
