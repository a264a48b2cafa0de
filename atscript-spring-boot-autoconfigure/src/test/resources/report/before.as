@db.table 'authors'
interface Author {
    @meta.id
    id: number.int
    name: string
}

@db.table 'articles'
interface Article {
    @meta.id
    id: number.int
    title_text: string
    @db.rel.FK
    author_id: Author.id
    old_column?: string
    @db.index 'by_state'
    state: string
}

@db.table 'comments'
interface Comment {
    @meta.id
    id: number.int
    text: string
}

@db.table 'drafts'
interface Draft {
    @meta.id
    id: number.int
    text?: string
}

@db.table 'audit'
interface Audit {
    @meta.id
    id: number.int
}

@db.view 'titles'
@db.view.for Article
interface Title {
    title: Article.title_text
}
