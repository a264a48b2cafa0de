import { Audited } from './common'
import { Team, User } from './people'

@db.table 'projects'
export interface Project extends Audited {
    @meta.id
    @db.default.increment 1000
    id: number.int

    // Short, upper case, and part of every task's name: SHOP-17.
    @db.index.unique 'code'
    @expect.maxLength 10
    @expect.pattern '^[A-Z]+$'
    code: string

    title: string

    // A project outlives its team …
    @db.rel.FK
    @db.rel.onDelete 'setNull'
    teamId?: Team.id

    // … but a user who leads one cannot be deleted.
    @db.rel.FK
    @db.rel.onDelete 'restrict'
    leadId: User.id

    // Money is decimal, never floating point.
    @db.column.precision 12, 2
    budget?: decimal
}

@db.table 'milestones'
export interface Milestone {
    @meta.id
    @db.default.increment
    id: number.int

    @db.rel.FK
    @db.rel.onDelete 'cascade'
    @db.index.plain 'due'
    projectId: Project.id

    // The same index name on two fields makes one composite index, here with the latest date first.
    @db.index.plain 'due', 'desc'
    dueOn: string.isoDate

    title: string
}
