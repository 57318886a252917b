-- The box reads all that it keeps again and again: Scrub.

-- How far the present round is, and when the last one ended: one row.
CREATE TABLE scrub (
  last_message INTEGER NOT NULL,
  ended_ms INTEGER
) STRICT;
INSERT INTO scrub VALUES (0, NULL);

-- Messages whose octets are not those of their digest.
CREATE TABLE damaged (
  message INTEGER PRIMARY KEY,
  found_ms INTEGER NOT NULL
) STRICT;
