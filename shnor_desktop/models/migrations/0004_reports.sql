-- Reports that were made for the municipality, with the very files.
CREATE TABLE report (id INTEGER PRIMARY KEY, at TEXT NOT NULL DEFAULT '', author TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '', wave TEXT NOT NULL DEFAULT '', recipient TEXT NOT NULL DEFAULT '', files TEXT NOT NULL DEFAULT '[]');
CREATE TABLE report_file (sha TEXT PRIMARY KEY, data BLOB NOT NULL);
