import { Audited } from './common'
import { User } from './people'
import { Milestone, Project } from './projects'

@db.table 'tasks'
export interface Task extends Audited {
    @meta.id
    @db.default.increment
    id: number.int

    @db.rel.FK
    @db.rel.onDelete 'cascade'
    @db.index.unique 'number'
    projectId: Project.id

    // Numbers count up within a project: one unique index over both fields.
    @db.index.unique 'number'
    number: number.int.int32

    title: string
    description?: string

    @db.default 'open'
    @db.index.plain 'board'
    status: 'open' | 'doing' | 'done'

    @db.default 3
    @db.index.plain 'board', 'desc'
    priority: 1 | 2 | 3 | 4 | 5

    @db.rel.FK
    @db.rel.onDelete 'setNull'
    assigneeId?: User.id

    @db.rel.FK
    @db.rel.onDelete 'setNull'
    milestoneId?: Milestone.id

    // A task can be part of another one: a foreign key to its own table.
    @db.rel.FK
    @db.rel.onDelete 'cascade'
    parentId?: Task.id

    // Arrays are one JSON column.
    @db.default '[]'
    checklist: { text: string, done: boolean }[]

    estimateHours?: number
}

@db.table 'labels'
export interface Label {
    @meta.id
    name: string

    @db.default '#888888'
    @expect.maxLength 7
    colour: string
}

@db.table 'task_labels'
export interface TaskLabel {
    @meta.id
    @db.rel.FK
    @db.rel.onDelete 'cascade'
    taskId: Task.id

    @meta.id
    @db.rel.FK
    @db.rel.onDelete 'cascade'
    @db.rel.onUpdate 'cascade'
    label: Label.name
}

@db.table 'comments'
export interface Comment {
    @meta.id
    @db.default.uuid
    id: string

    @db.rel.FK
    @db.rel.onDelete 'cascade'
    @db.index.plain 'thread'
    taskId: Task.id

    @db.rel.FK
    @db.rel.onDelete 'restrict'
    authorId: User.id

    @db.index.plain 'thread'
    writtenAt: number.timestamp.created

    text: string
}
