-- What was removed is shown, and all mail where that is wanted. FORMAT.md, "The index", explains it.

-- 0 ordinary, 1 recoverable, 2 all mail: the box's own, which programs can't change.
ALTER TABLE mailboxes ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;

-- In a recoverable mailbox: the entry that was removed.
ALTER TABLE entries ADD COLUMN origin_mailbox INTEGER;
ALTER TABLE entries ADD COLUMN origin_uid INTEGER;

-- What a mailbox was called until then.
CREATE TABLE former_names (
  id INTEGER PRIMARY KEY,
  mailbox INTEGER NOT NULL,
  name TEXT NOT NULL,
  until_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX former_names_by_mailbox ON former_names (mailbox);

-- Acts of removal: an actor removed messages from a mailbox, which was called so then, and the
-- entries first_uid to last_uid of a recoverable mailbox show them. Times are seconds since 1970.
-- accepted: a person knows of it and wants it so.
CREATE TABLE removals (
  recoverable INTEGER NOT NULL,
  first_uid INTEGER NOT NULL,
  last_uid INTEGER NOT NULL,
  mailbox INTEGER NOT NULL,
  name TEXT NOT NULL,
  actor INTEGER NOT NULL,
  how INTEGER NOT NULL,
  begun INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  PRIMARY KEY (recoverable, first_uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX removals_by_end ON removals (ended);

-- Whose removed entries are not shown yet: the next opening does it, with the code that shows what
-- is removed from then on.
CREATE TABLE unshown (
  mailbox INTEGER PRIMARY KEY
) STRICT;
INSERT INTO unshown
SELECT DISTINCT mailbox FROM entries WHERE removed IS NOT NULL AND removed_how IN (1, 3);

-- Accounts that show all mail; of the messages with these numbers some have no entry there yet.
CREATE TABLE all_mail (
  account INTEGER PRIMARY KEY,
  next INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT;
