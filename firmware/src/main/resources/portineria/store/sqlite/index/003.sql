-- The audit chain. FORMAT.md, "The audit chain", says what an entry's text is and how it is hashed.
-- The counter "audit" is the number of the last entry that was written.
CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  text BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;

-- What the entries name. The chain holds SHA-256(salt, name) in its place, so a row can go.
CREATE TABLE audit_names (
  entry INTEGER NOT NULL,
  part TEXT NOT NULL,
  salt BLOB NOT NULL,
  name BLOB NOT NULL,
  PRIMARY KEY (entry, part)
) STRICT, WITHOUT ROWID;
