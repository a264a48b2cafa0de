// What several tables share. Nothing here is a table: only interfaces with @db.table are.

// Interfaces can be extended: the properties come along, with their annotations.
export interface Audited {
    // Filled in by the database: now, as epoch milliseconds.
    createdAt: number.timestamp.created

    // An optimistic-lock column: the application adds one with each update.
    @db.column.version
    version: number.int
}

// Structures nested in a table become columns of their own: location__city, location__country …
export interface Location {
    city: string
    country?: string
    position?: {
        lat: number
        lon: number
    }
}
