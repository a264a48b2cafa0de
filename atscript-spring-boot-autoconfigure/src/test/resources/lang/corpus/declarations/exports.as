export type Id = number
export interface User { id: Id }
type Hidden = string
interface AlsoHidden { a: Hidden }
export annotate User as Copy { @meta.label 'x' id }
