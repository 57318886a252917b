-- Derived data of messages. The whole file may be thrown away at any time.
CREATE TABLE origin (
  -- the index whose message numbers these are: its counter "generation"
  generation INTEGER NOT NULL
) STRICT;

CREATE TABLE summaries (
  message INTEGER PRIMARY KEY,
  checksum INTEGER NOT NULL,
  summary BLOB NOT NULL
) STRICT;
