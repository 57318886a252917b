-- The text of all messages, as searches compare it. The whole file may be thrown away at any time.
CREATE TABLE origin (
  -- the index whose message numbers these are: its counter "generation"
  generation INTEGER NOT NULL,
  -- which form the texts have: another one finds other things
  form INTEGER NOT NULL,
  -- all messages up to this number were read
  last INTEGER NOT NULL,
  -- 1 while octets of erased messages may still be somewhere in the file
  unclean INTEGER NOT NULL
) STRICT;

-- When messages came: seconds since 1970
CREATE TABLE dates (
  message INTEGER PRIMARY KEY,
  came INTEGER NOT NULL
) STRICT;

-- Messages of which more may be found than is here: long ones, and those that could not be read.
CREATE TABLE beyond (
  message INTEGER PRIMARY KEY,
  -- 1 if not even the head is here
  head INTEGER NOT NULL
) STRICT;

-- Texts in UTF-8. Apart from each other, so that a search in heads passes over no bodies.
CREATE TABLE head_texts (
  message INTEGER PRIMARY KEY,
  text BLOB NOT NULL
) STRICT;

CREATE TABLE body_texts (
  message INTEGER PRIMARY KEY,
  text BLOB NOT NULL
) STRICT;

-- Which messages hold three characters in a row; which rows of them, the texts tell.
CREATE VIRTUAL TABLE heads USING fts5 (
  text, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram case_sensitive 1'
);

CREATE VIRTUAL TABLE bodies USING fts5 (
  text, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram case_sensitive 1'
);
