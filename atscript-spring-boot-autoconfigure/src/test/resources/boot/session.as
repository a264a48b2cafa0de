// The tables of Spring Session JDBC: org/springframework/session/jdbc/schema-postgresql.sql.

@db.table 'spring_session'
interface Session {
    @meta.id primary_id: string
    @db.index.unique session_id: string
    creation_time: number.int
    last_access_time: number.int
    max_inactive_interval: number.int
    @db.index expiry_time: number.int
    @db.index principal_name?: string
}

@db.table 'spring_session_attributes'
interface SessionAttribute {
    @meta.id @db.rel.FK @db.rel.onDelete 'cascade' session_primary_id: Session.primary_id
    @meta.id attribute_name: string
    @db.pg.type 'bytea' attribute_bytes: string
}
