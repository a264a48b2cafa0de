export type Address = { street: string; city: string; zip?: string }
