-- Whether captions of tables and pictures are numbered through the document.
ALTER TABLE page_look ADD COLUMN captions BOOLEAN NOT NULL DEFAULT 0;
