package dev.atscript.db.dialect.postgres;

/** Reads of which columns and rows of a table {@code c}, or of its partitions, publications are. */
final class PostgresPublicationLimits {

    /**
     * The columns that are in a list, and those that rows are chosen by, where the primary key tells the rows apart: the
     * database lets none be changed whose key is not in the list, or without one of those. Before PostgreSQL 15 there are
     * none. The database keeps what rows are chosen by as a tree, which names each column by its number.
     */
    static final String OF_TABLE = """
            ARRAY(
            """ + PostgresFamilies.WITH_MEMBERS + """
              SELECT DISTINCT ARRAY[part.kind, publication.pubname::text || CASE WHEN member.relation = c.oid THEN '' ELSE
                (SELECT ', of the partition ' || m.relname || ',' FROM pg_class m WHERE m.oid = member.relation) END, a.attname::text]
              FROM member CROSS JOIN LATERAL (SELECT pr.prpubid, pg_catalog.to_jsonb(pr) AS content FROM pg_publication_rel pr
                WHERE pr.prrelid = member.relation AND (member.relation = c.oid
                  OR (SELECT m.relispartition FROM pg_class m WHERE m.oid = member.relation)) OFFSET 0) AS published
              CROSS JOIN LATERAL (SELECT p.pubname FROM pg_publication p
                WHERE p.oid = published.prpubid AND (p.pubupdate OR p.pubdelete) OFFSET 0) AS publication
              CROSS JOIN LATERAL (SELECT o.attname, o.attnum FROM pg_attribute o
                WHERE o.attrelid = member.relation AND o.attnum > 0 AND NOT o.attisdropped OFFSET 0) AS a
              CROSS JOIN LATERAL (VALUES
                ('PUBLISHED_COLUMN', a.attnum::text = ANY (pg_catalog.regexp_split_to_array(published.content ->> 'prattrs', '[^0-9]+'))),
                ('FILTERING_COLUMN', published.content ->> 'prqual' LIKE '%:varattno ' || a.attnum || ' %')) AS part(kind, applies)
              WHERE part.applies AND CASE c.relkind WHEN 'r' THEN c.relreplident = 'd' ELSE EXISTS (SELECT FROM member AS other
                WHERE (SELECT m.relkind = 'r' AND m.relreplident = 'd' FROM pg_class m WHERE m.oid = other.relation)) END)""";

    private PostgresPublicationLimits() {}
}
