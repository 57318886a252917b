-- What an account's mail programs do not get.

-- withheld: IMAP capabilities that are switched off for it, in order, with one space between.
ALTER TABLE logins ADD COLUMN withheld TEXT NOT NULL DEFAULT '';
