CREATE TABLE customers (id integer PRIMARY KEY, name varchar(80) NOT NULL);
INSERT INTO customers (id, name) VALUES (1, 'Ada');
