@db.table 'authors'
interface Author {
    @meta.id
    id: number.int
    name: string
    email: string
}

@db.table 'users'
interface User {
    @meta.id
    @db.default.increment
    id: number.int
}

@db.view 'legacy_report'
interface LegacyReport {
    id: number.int
    missing: string
}
