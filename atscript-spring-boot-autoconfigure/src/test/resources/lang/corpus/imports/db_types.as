export type db = { vector: string }
export type mongo = { objectId: number }
