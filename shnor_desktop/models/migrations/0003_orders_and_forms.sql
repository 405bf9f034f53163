-- Orders that a paper begins with, plans of two levels, and the other forms a programme was shown in.
ALTER TABLE activity ADD COLUMN upper BOOLEAN NOT NULL DEFAULT 0;
CREATE TABLE office_order (id INTEGER PRIMARY KEY, section_id INTEGER NOT NULL REFERENCES section(id), issuer TEXT NOT NULL DEFAULT '', word TEXT NOT NULL DEFAULT '', day TEXT NOT NULL DEFAULT '', number TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT '', subject TEXT NOT NULL DEFAULT '', verb TEXT NOT NULL DEFAULT '', post TEXT NOT NULL DEFAULT '', person TEXT NOT NULL DEFAULT '', executor TEXT NOT NULL DEFAULT '', mark TEXT NOT NULL DEFAULT '');
CREATE INDEX office_order_section ON office_order(section_id);
CREATE TABLE section_shape (id INTEGER PRIMARY KEY, section_id INTEGER NOT NULL REFERENCES section(id), format_key TEXT NOT NULL DEFAULT '', parent_id INTEGER REFERENCES section(id), position INTEGER NOT NULL DEFAULT 0, key TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '', numbering TEXT NOT NULL DEFAULT 'none', title_role TEXT NOT NULL DEFAULT 'heading', hidden BOOLEAN NOT NULL DEFAULT 0, columns TEXT NOT NULL DEFAULT '[]', rows TEXT NOT NULL DEFAULT '[]');
CREATE INDEX section_shape_section ON section_shape(section_id);
CREATE INDEX section_shape_parent ON section_shape(parent_id);
CREATE TABLE own_form (id INTEGER PRIMARY KEY, key TEXT NOT NULL DEFAULT '', body TEXT NOT NULL DEFAULT '');
CREATE TABLE page_look (id INTEGER PRIMARY KEY, edition TEXT NOT NULL DEFAULT '2025', left_margin INTEGER NOT NULL DEFAULT 20, letters INTEGER NOT NULL DEFAULT 12, table_letters INTEGER NOT NULL DEFAULT 10, spacing INTEGER NOT NULL DEFAULT 115, template TEXT NOT NULL DEFAULT '', template_name TEXT NOT NULL DEFAULT '');
