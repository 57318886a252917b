-- Other names for accounts: FORMAT.md, "An account's names".

-- filed: the name that the account had first. Its messages are filed under it in the volumes, and
-- tags are made of it; it never changes, and is never given to another account.
ALTER TABLE accounts ADD COLUMN filed TEXT NOT NULL DEFAULT '';
UPDATE accounts SET filed = name;
CREATE UNIQUE INDEX accounts_by_filed ON accounts (filed);

-- What accounts were called before, in the order in which they were renamed.
CREATE TABLE bygone_names (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL,
  name TEXT NOT NULL,
  until_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX bygone_names_by_name ON bygone_names (name);
