-- What is wrong with the box, who was told, and what more is known of upstream mailboxes. FORMAT.md,
-- "The index".

-- One row for each cause, from when it was first seen until it is over and people know that. gone_ms:
-- since then it is not to be seen; it may come back. urgency: 1 today, 2 now; told_urgency: of what
-- was told last, 0 as long as nothing was. english and italian: as of the last change of the row.
CREATE TABLE troubles (
  cause TEXT PRIMARY KEY,
  account TEXT,
  urgency INTEGER NOT NULL,
  english TEXT NOT NULL,
  italian TEXT NOT NULL,
  since_ms INTEGER NOT NULL,
  gone_ms INTEGER,
  told_urgency INTEGER NOT NULL,
  first_told_ms INTEGER,
  last_told_ms INTEGER
) STRICT, WITHOUT ROWID;

-- Messages of the box to people: written in the commit that notes in troubles that they were told,
-- sent afterwards. topic is what no recipient is written to twice of.
CREATE TABLE notices (
  id INTEGER PRIMARY KEY,
  recipient TEXT NOT NULL,
  topic TEXT NOT NULL,
  written_ms INTEGER NOT NULL,
  urgent INTEGER NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  tries INTEGER NOT NULL,
  tried_ms INTEGER,
  problem TEXT,
  sent_ms INTEGER,
  UNIQUE (recipient, topic)
) STRICT;

-- Why a source can't be fetched, and until when the certificate that it showed holds.
ALTER TABLE source_status ADD COLUMN why TEXT;
ALTER TABLE source_status ADD COLUMN certificate_until_ms INTEGER;

-- How much the provider's mailbox holds, where somebody has said it.
ALTER TABLE source_settings ADD COLUMN upstream_octets_max INTEGER;

-- When mail came from a source, without reading all that ever came.
CREATE INDEX intake_by_time ON intake (source, fetched_ms);
