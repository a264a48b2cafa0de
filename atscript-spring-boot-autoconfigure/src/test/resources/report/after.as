@db.table 'authors'
interface Author {
    @meta.id
    id: number.int
    name: string
}

@db.table 'posts'
@db.table.renamed 'articles'
interface Post {
    @meta.id
    id: number.int
    @db.column.renamed 'title_text'
    @db.index.fulltext 'words'
    title: string
    @db.rel.FK
    @db.rel.onDelete 'cascade'
    author_id: Author.id
    @db.index.unique 'by_state'
    @db.default 'a state that nobody has chosen, and that is therefore the one to begin with'
    state?: string
    @db.index.unique 'by_state'
    published_at?: number.timestamp
}

@db.table 'comments'
interface Comment {
    @meta.id
    id: number.int
    text: string
}

@db.table 'users'
interface User {
    @meta.id
    @db.default.increment
    id: number.int
    name?: string
    @db.index.unique
    '電子メール🚀': string
    @db.default.now
    a_name_that_is_too_long_for_a_narrow_terminal: number.timestamp
    @db.rel.FK
    @db.rel.onDelete 'setNull'
    best_post?: Post.id
}

@db.table 'drafts'
interface Draft {
    @meta.id
    id: number.int
}

@db.view 'headlines'
@db.view.renamed 'titles'
@db.view.for Post
interface Title {
    title: Post.title
}

@db.view 'active_users'
@db.view.for User
interface ActiveUser {
    id: User.id
}

@db.view 'legacy_report'
interface LegacyReport {
    id: number.int
}
