import { Audited, Location } from './common'

@db.table 'users'
export interface User extends Audited {
    @meta.id
    @db.default.increment
    id: number.int

    // Two people cannot have one address, however it is written.
    @db.index.unique 'email'
    @db.column.collate 'nocase'
    email: string.email

    // This column was called "name" in an earlier version; the values stay.
    @db.column.renamed 'name'
    @expect.maxLength 80
    displayName: string

    // An enumeration is a text; the compiler checks the default against it.
    @db.default 'member'
    role: 'admin' | 'member' | 'guest'

    @db.default true
    active: boolean

    location?: Location

    // Kept as one JSON column.
    @db.json
    @db.default '{"theme":"light","mail":true}'
    settings: {
        theme: 'light' | 'dark'
        mail: boolean
    }
}

@db.table 'teams'
export interface Team extends Audited {
    @meta.id
    @db.default.uuid
    id: string

    @db.index.unique 'name'
    name: string
}

// Who is in which team: two key fields make a composite key.
@db.table 'team_members'
export interface TeamMember {
    @meta.id
    @db.rel.FK
    @db.rel.onDelete 'cascade'
    teamId: Team.id

    @meta.id
    @db.rel.FK
    @db.rel.onDelete 'cascade'
    userId: User.id

    @db.default.now
    since: string.isoDate
}
