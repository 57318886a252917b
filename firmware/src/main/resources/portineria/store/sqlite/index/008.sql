-- How programs send for the address of an upstream mailbox: FORMAT.md, "The index".

-- The provider's server for sending, as the set-up sheets say it. The box itself sends nothing by it,
-- so there is no password. Deleted with the source.
CREATE TABLE source_sending (
  source INTEGER PRIMARY KEY,
  address TEXT NOT NULL,
  host TEXT NOT NULL,
  port INTEGER NOT NULL,
  tls TEXT NOT NULL,
  user TEXT NOT NULL
) STRICT;
