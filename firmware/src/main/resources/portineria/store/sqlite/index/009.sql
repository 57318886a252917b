-- How much an account may hold: FORMAT.md, "The index". What it does hold are the sums of mailboxes.

-- Without a row there is no limit; NULL is none either.
CREATE TABLE quotas (
  account INTEGER PRIMARY KEY,
  octets INTEGER,
  messages INTEGER
) STRICT;
