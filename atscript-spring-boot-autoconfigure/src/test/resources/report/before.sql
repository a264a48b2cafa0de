INSERT INTO authors (id, name) VALUES (1, 'Ada');
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1204) INSERT INTO articles (id, title_text, author_id, old_column, state) SELECT i, 'title', 1, 'old', 'new' FROM n;
INSERT INTO drafts (id, text) VALUES (1, 'x'), (2, NULL);
CREATE VIEW legacy_report AS SELECT id FROM comments;
