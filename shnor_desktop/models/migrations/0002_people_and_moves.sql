-- The school's own list of people and posts, and what became of deadlines.
CREATE TABLE person (id INTEGER PRIMARY KEY, position INTEGER NOT NULL DEFAULT 0, name TEXT NOT NULL DEFAULT '', post TEXT NOT NULL DEFAULT '');
CREATE TABLE deadline_move (id INTEGER PRIMARY KEY, activity_id INTEGER NOT NULL REFERENCES activity(id), at TEXT NOT NULL DEFAULT '', author TEXT NOT NULL DEFAULT '', was TEXT NOT NULL DEFAULT '', became TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '');
CREATE INDEX deadline_move_activity ON deadline_move(activity_id);
