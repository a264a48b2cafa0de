@db.table
@db.mysql.engine 'InnoDB'
@db.mysql.charset 'utf8mb4'
@db.mysql.collate 'utf8mb4_bin'
interface User {
  @meta.id
  @db.mysql.unsigned
  id: number.int
  @db.mysql.type 'MEDIUMTEXT'
  text: string
  @db.mysql.charset 'latin1'
  @db.mysql.collate 'latin1_bin'
  code: string
  @db.mysql.onUpdate 'CURRENT_TIMESTAMP'
  changed: number.timestamp
}
