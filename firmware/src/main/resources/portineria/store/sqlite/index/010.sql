-- Whose mailboxes other accounts may use: FORMAT.md, "The index".

-- mailbox 0 is all of the account, those that will be made included; any other is that one and those
-- under it. The nearest row counts. rights: letters of RFC 4314; none keep out.
CREATE TABLE shares (
  account INTEGER NOT NULL,
  mailbox INTEGER NOT NULL,
  grantee INTEGER NOT NULL,
  rights TEXT NOT NULL,
  PRIMARY KEY (account, mailbox, grantee)
) STRICT, WITHOUT ROWID;
