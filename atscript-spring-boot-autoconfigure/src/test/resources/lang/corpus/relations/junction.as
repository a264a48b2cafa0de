@db.table
interface Post {
  @meta.id id: number.int
  @db.rel.via PostTag
  tags: Tag[]
}
@db.table
interface Tag {
  @meta.id id: number.int
  @db.rel.via PostTag
  posts: Post[]
}
@db.table
interface PostTag {
  @meta.id @db.rel.FK postId: Post.id
  @meta.id @db.rel.FK tagId: Tag.id
}
