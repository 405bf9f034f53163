-- The first form of a school file.
CREATE TABLE school (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL DEFAULT '', short_name TEXT NOT NULL DEFAULT '', municipality TEXT NOT NULL DEFAULT '', region TEXT NOT NULL DEFAULT '', founder TEXT NOT NULL DEFAULT '', director TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT '');
CREATE TABLE programme (id INTEGER PRIMARY KEY, title TEXT NOT NULL DEFAULT '', year_from INTEGER NOT NULL DEFAULT 0, year_to INTEGER NOT NULL DEFAULT 0, format_key TEXT NOT NULL DEFAULT 'school-programme', approval_date TEXT NOT NULL DEFAULT '');
CREATE TABLE approval (id INTEGER PRIMARY KEY, position INTEGER NOT NULL DEFAULT 0, kind TEXT NOT NULL DEFAULT 'approved', body TEXT NOT NULL DEFAULT '', details TEXT NOT NULL DEFAULT '', person TEXT NOT NULL DEFAULT '');

CREATE TABLE section (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES section(id), position INTEGER NOT NULL DEFAULT 0, key TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT 'text', title TEXT NOT NULL DEFAULT '', numbering TEXT NOT NULL DEFAULT 'none', title_role TEXT NOT NULL DEFAULT 'heading', hidden BOOLEAN NOT NULL DEFAULT 0, columns TEXT NOT NULL DEFAULT '[]');
CREATE TABLE section_text (id INTEGER PRIMARY KEY, section_id INTEGER NOT NULL REFERENCES section(id), slot TEXT NOT NULL DEFAULT 'body', body TEXT NOT NULL DEFAULT '[]');
CREATE UNIQUE INDEX section_text_slot ON section_text(section_id, slot);
CREATE TABLE passport_row (id INTEGER PRIMARY KEY, section_id INTEGER NOT NULL REFERENCES section(id), position INTEGER NOT NULL DEFAULT 0, key TEXT NOT NULL DEFAULT '', label TEXT NOT NULL DEFAULT '', body TEXT NOT NULL DEFAULT '[]');
CREATE INDEX passport_row_section ON passport_row(section_id);
CREATE TABLE schedule_row (id INTEGER PRIMARY KEY, section_id INTEGER NOT NULL REFERENCES section(id), position INTEGER NOT NULL DEFAULT 0, number TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT '', content TEXT NOT NULL DEFAULT '', form TEXT NOT NULL DEFAULT '', control_date TEXT NOT NULL DEFAULT '');
CREATE INDEX schedule_row_section ON schedule_row(section_id);
CREATE TABLE grid_row (id INTEGER PRIMARY KEY, section_id INTEGER NOT NULL REFERENCES section(id), position INTEGER NOT NULL DEFAULT 0, heading BOOLEAN NOT NULL DEFAULT 0, cells TEXT NOT NULL DEFAULT '[]');
CREATE INDEX grid_row_section ON grid_row(section_id);

CREATE TABLE activity (id INTEGER PRIMARY KEY, section_id INTEGER NOT NULL REFERENCES section(id), position INTEGER NOT NULL DEFAULT 0, level TEXT NOT NULL DEFAULT 'item', number TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '', form TEXT NOT NULL DEFAULT '', period TEXT NOT NULL DEFAULT '', responsible TEXT NOT NULL DEFAULT '', result TEXT NOT NULL DEFAULT '', coverage TEXT NOT NULL DEFAULT '', percent INTEGER, progress TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', evidence TEXT NOT NULL DEFAULT '', extra TEXT NOT NULL DEFAULT '[]', linked_id INTEGER REFERENCES activity(id));
CREATE INDEX activity_section ON activity(section_id);
CREATE INDEX activity_linked ON activity(linked_id);

CREATE TABLE task (id INTEGER PRIMARY KEY, section_id INTEGER NOT NULL REFERENCES section(id), position INTEGER NOT NULL DEFAULT 0, number TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '');
CREATE INDEX task_section ON task(section_id);
CREATE TABLE indicator (id INTEGER PRIMARY KEY, task_id INTEGER NOT NULL REFERENCES task(id), position INTEGER NOT NULL DEFAULT 0, number TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '', unit TEXT NOT NULL DEFAULT '', comparison TEXT NOT NULL DEFAULT '', baseline TEXT NOT NULL DEFAULT '', target TEXT NOT NULL DEFAULT '', achieved TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '');
CREATE INDEX indicator_task ON indicator(task_id);
CREATE TABLE indicator_value (id INTEGER PRIMARY KEY, indicator_id INTEGER NOT NULL REFERENCES indicator(id), position INTEGER NOT NULL DEFAULT 0, checkpoint TEXT NOT NULL DEFAULT '', target TEXT NOT NULL DEFAULT '', achieved TEXT NOT NULL DEFAULT '');
CREATE INDEX indicator_value_indicator ON indicator_value(indicator_id);

CREATE TABLE wave (id INTEGER PRIMARY KEY, position INTEGER NOT NULL DEFAULT 0, key TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '', as_of TEXT NOT NULL DEFAULT '');
CREATE TABLE criterion_value (id INTEGER PRIMARY KEY, section_id INTEGER NOT NULL REFERENCES section(id), wave_id INTEGER NOT NULL REFERENCES wave(id), key TEXT NOT NULL DEFAULT '', value TEXT NOT NULL DEFAULT '', numerator INTEGER, denominator INTEGER, no_data BOOLEAN NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX criterion_value_place ON criterion_value(section_id, wave_id, key);

CREATE TABLE exam_result (id INTEGER PRIMARY KEY, exam TEXT NOT NULL DEFAULT 'vpr', year INTEGER NOT NULL DEFAULT 0, subject TEXT NOT NULL DEFAULT '', grade INTEGER NOT NULL DEFAULT 0, level TEXT NOT NULL DEFAULT 'school', participants INTEGER, data TEXT NOT NULL DEFAULT '{}');

CREATE TABLE picture (name TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE history_step (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, at TEXT NOT NULL, author TEXT NOT NULL DEFAULT '', merge_key TEXT NOT NULL DEFAULT '', undone BOOLEAN NOT NULL DEFAULT 0, changes TEXT NOT NULL);
CREATE TABLE seal (id INTEGER PRIMARY KEY CHECK (id = 1), sha TEXT NOT NULL, counter INTEGER NOT NULL);
