type Named = { name: string }
type All = Named
  & { age: number }
  & {
    address: { city: string }
  }
