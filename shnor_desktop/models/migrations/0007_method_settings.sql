-- What was set otherwise in the methods that results are worked out by.
CREATE TABLE method_setting (id INTEGER PRIMARY KEY, key TEXT NOT NULL DEFAULT '', value TEXT NOT NULL DEFAULT '');
