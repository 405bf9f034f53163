-- Risks of the school, what a task of an exam asks for, and which sign a measure answers.
CREATE TABLE risk_factor (id INTEGER PRIMARY KEY, position INTEGER NOT NULL DEFAULT 0, key TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '', significance TEXT NOT NULL DEFAULT '', evidence TEXT NOT NULL DEFAULT '');
CREATE TABLE task_skill (id INTEGER PRIMARY KEY, exam TEXT NOT NULL DEFAULT 'vpr', year INTEGER NOT NULL DEFAULT 0, subject TEXT NOT NULL DEFAULT '', grade INTEGER NOT NULL DEFAULT 0, task TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '');
CREATE TABLE measure_reason (id INTEGER PRIMARY KEY, activity_id INTEGER NOT NULL REFERENCES activity(id), sign TEXT NOT NULL DEFAULT '');
CREATE INDEX measure_reason_activity ON measure_reason(activity_id);
