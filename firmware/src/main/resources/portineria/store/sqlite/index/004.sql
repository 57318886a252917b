-- Erasure: FORMAT.md, "Erasure". Nothing here says more of a message than where it lay.

-- The ledger once more: what was erased, and when. Seconds since 1970.
CREATE TABLE erased (
  tag BLOB PRIMARY KEY,
  erased INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Messages whose erasure is decided and not finished. removed_by is an actor; everywhere says that
-- copies of the index have to go too; forgotten, that the index has let go of the message.
CREATE TABLE erasing (
  message INTEGER PRIMARY KEY,
  removed_by INTEGER NOT NULL,
  everywhere INTEGER NOT NULL,
  forgotten INTEGER NOT NULL
) STRICT;

-- Places in volumes that are to be overwritten.
CREATE TABLE graves (
  volume INTEGER NOT NULL,
  position INTEGER NOT NULL,
  size INTEGER NOT NULL,
  account TEXT NOT NULL,
  tag BLOB NOT NULL,
  PRIMARY KEY (volume, position)
) STRICT, WITHOUT ROWID;

-- Places where a message lies besides its own, until their volume is removed.
CREATE TABLE copies (
  volume INTEGER NOT NULL,
  position INTEGER NOT NULL,
  message INTEGER NOT NULL,
  PRIMARY KEY (volume, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_message ON copies (message);

-- Volumes of which something was erased or moved away. going: nothing is left in it, it is to be
-- removed.
CREATE TABLE worn (
  volume INTEGER PRIMARY KEY,
  going INTEGER NOT NULL
) STRICT;
