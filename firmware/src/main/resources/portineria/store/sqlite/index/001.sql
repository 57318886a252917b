-- The index: what is where, and what happened to it. FORMAT.md, "The index", explains it.
--
-- Times are seconds since 1970 in entries and messages, milliseconds elsewhere (…_ms).
-- "removed" is marked, never done: rows of mailboxes, messages and entries stay.

-- Numbers that are given out once and never again.
CREATE TABLE counters (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How far the volumes are filled with messages that are known here: one row.
CREATE TABLE volumes_end (
  open_volume INTEGER NOT NULL,
  end INTEGER NOT NULL,
  last_volume INTEGER NOT NULL
) STRICT;
INSERT INTO volumes_end VALUES (0, 0, 0);

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE accounts (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  created_ms INTEGER NOT NULL
) STRICT;

-- Who may log in to an account; without a row, nobody.
CREATE TABLE logins (
  account INTEGER PRIMARY KEY,
  password_hash TEXT,
  disabled INTEGER NOT NULL,
  pop3_deletion TEXT NOT NULL
) STRICT;

CREATE TABLE devices (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL,
  label TEXT NOT NULL,
  selector TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  last_seen_ms INTEGER,
  UNIQUE (account, label)
) STRICT;

-- Who removed something: a device's label outlives the device.
CREATE TABLE actors (
  id INTEGER PRIMARY KEY,
  device TEXT NOT NULL,
  door TEXT NOT NULL,
  UNIQUE (device, door)
) STRICT;

-- messages, unseen, deleted and octets are sums over the live entries, kept here so that LIST and
-- STATUS cost nothing. object_id and uidvalidity come from the counter "uidvalidity".
CREATE TABLE mailboxes (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL,
  name TEXT NOT NULL,
  special_use TEXT,
  object_id INTEGER NOT NULL UNIQUE,
  uidvalidity INTEGER NOT NULL UNIQUE,
  uidnext INTEGER NOT NULL,
  modseq INTEGER NOT NULL,
  messages INTEGER NOT NULL,
  unseen INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  octets INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  removed_ms INTEGER,
  removed_by INTEGER
) STRICT;
CREATE UNIQUE INDEX mailboxes_by_name ON mailboxes (account, name) WHERE removed_ms IS NULL;

-- Bit 5 and up of a mailbox's flags; a bit keeps its meaning.
CREATE TABLE keywords (
  mailbox INTEGER NOT NULL,
  bit INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (mailbox, bit)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscriptions (
  account INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;

-- One row for each content of an account.
CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL,
  digest BLOB NOT NULL,
  size INTEGER NOT NULL,
  volume INTEGER NOT NULL,
  position INTEGER NOT NULL,
  received INTEGER NOT NULL,
  UNIQUE (account, digest)
) STRICT;

-- A message's place in a mailbox. modseq is that of the last change; a removal is one. ordinal tells
-- copies of one message in one mailbox apart, the removed ones included. size repeats the
-- message's: opening a mailbox reads this table alone, from front to back.
CREATE TABLE entries (
  mailbox INTEGER NOT NULL,
  uid INTEGER NOT NULL,
  message INTEGER NOT NULL,
  flags INTEGER NOT NULL,
  modseq INTEGER NOT NULL,
  size INTEGER NOT NULL,
  internal_date INTEGER NOT NULL,
  save_date INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  removed INTEGER,
  removed_by INTEGER,
  removed_how INTEGER,
  PRIMARY KEY (mailbox, uid)
) STRICT, WITHOUT ROWID;
-- For mailboxes of which nearly everything was removed.
CREATE INDEX entries_live ON entries (mailbox, uid) WHERE removed IS NULL;
-- What vanished since a modseq, RFC 7162 §3.2.6, and what can be had back.
CREATE INDEX entries_removed ON entries (mailbox, modseq) WHERE removed IS NOT NULL;
CREATE INDEX entries_by_message ON entries (message, mailbox);

-- Upstream mailboxes. A source that is only known from the volumes has no settings.
CREATE TABLE sources (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE source_settings (
  source INTEGER PRIMARY KEY,
  account TEXT NOT NULL,
  host TEXT NOT NULL,
  port INTEGER NOT NULL,
  tls TEXT NOT NULL,
  user TEXT NOT NULL,
  sealed_password TEXT NOT NULL,
  keep TEXT NOT NULL,
  every_ms INTEGER NOT NULL,
  trust_pem TEXT,
  mailbox TEXT NOT NULL,
  password_expires TEXT,
  seen_after_ms INTEGER NOT NULL,
  paused INTEGER NOT NULL
) STRICT;

CREATE TABLE source_status (
  source INTEGER PRIMARY KEY,
  last_attempt_ms INTEGER,
  last_success_ms INTEGER,
  problem TEXT,
  problem_since_ms INTEGER,
  emptied_by_other_ms INTEGER,
  upstream_messages INTEGER NOT NULL,
  upstream_octets INTEGER NOT NULL
) STRICT;

-- What was taken in of a source, by the key that the source knows it by.
CREATE TABLE intake (
  source INTEGER NOT NULL,
  key TEXT NOT NULL,
  message INTEGER NOT NULL,
  fetched_ms INTEGER NOT NULL,
  gone_ms INTEGER,
  gone_how INTEGER,
  PRIMARY KEY (source, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX intake_by_message ON intake (message);

CREATE TABLE intake_failures (
  source INTEGER NOT NULL,
  key TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  last_attempt_ms INTEGER NOT NULL,
  last_reason TEXT,
  PRIMARY KEY (source, key)
) STRICT, WITHOUT ROWID;

-- POP3 unique-ids that a device does not want to see any more.
CREATE TABLE hidden (
  account INTEGER NOT NULL,
  device TEXT NOT NULL,
  unique_id TEXT NOT NULL,
  PRIMARY KEY (account, device, unique_id)
) STRICT, WITHOUT ROWID;
