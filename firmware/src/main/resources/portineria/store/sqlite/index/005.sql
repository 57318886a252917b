-- How long mail is kept: what was decided, by whom is in the audit chain. FORMAT.md, "The index".

-- Without a row nobody has decided. retention is a period of ISO 8601; NULL is for ever.
CREATE TABLE policies (
  account INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  retention TEXT,
  reason TEXT NOT NULL,
  decided_ms INTEGER NOT NULL
) STRICT;

-- Accounts of people who have left; deleted when the mail is erased.
CREATE TABLE leavers (
  account INTEGER PRIMARY KEY,
  left_ms INTEGER NOT NULL,
  handed_to INTEGER,
  erase_on TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

-- Those in force; deleted when they end. What is NULL does not matter.
CREATE TABLE holds (
  name TEXT PRIMARY KEY,
  account INTEGER,
  correspondent TEXT,
  words TEXT,
  from_day TEXT,
  to_day TEXT,
  reason TEXT NOT NULL,
  begun_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
