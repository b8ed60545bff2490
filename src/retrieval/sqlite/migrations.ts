/** Schema changes in order; the database's user_version counts how many have been applied. Never edit a released one. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;

  CREATE TABLE articles (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    file TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL,
    byte_length INTEGER NOT NULL,
    modified_ms REAL NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    author TEXT,
    published TEXT NOT NULL,
    url TEXT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    makers TEXT NOT NULL,
    topics TEXT NOT NULL,
    supersedes TEXT NOT NULL,
    questions TEXT NOT NULL,
    text TEXT NOT NULL
  );
  CREATE INDEX articles_published ON articles (published);

  CREATE TABLE article_tags (
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (kind, tag, article)
  ) WITHOUT ROWID;
  CREATE INDEX article_tags_article ON article_tags (article);

  CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    terms TEXT NOT NULL,
    term_count INTEGER NOT NULL,
    embedding_hash TEXT NOT NULL
  );
  CREATE INDEX passages_article ON passages (article);
  CREATE INDEX passages_embedding_hash ON passages (embedding_hash);

  CREATE TABLE embeddings (
    embedder TEXT NOT NULL,
    hash TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (embedder, hash)
  ) WITHOUT ROWID;

  CREATE TABLE rejected_files (file TEXT PRIMARY KEY, problem TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE blobs (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

  -- Terms are analysed (stemmed, paired) by us, per language; FTS5 only has to split them at spaces.
  CREATE VIRTUAL TABLE passage_terms USING fts5 (
    body, context,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'"
  );
  CREATE VIRTUAL TABLE vocabulary USING fts5vocab (passage_terms, row);
  `,
  `
  -- Passages that the vector file may still hold.
  CREATE TABLE removed_passages (key INTEGER PRIMARY KEY);
  -- Whether files changed is found out at every start: without reading the articles' rows.
  CREATE INDEX articles_files ON articles (file, hash, byte_length, modified_ms);
  `,
  `
  -- How many index terms each sentence of a passage has, joined by spaces: scoring by sentence then tokenises nothing.
  ALTER TABLE passages ADD COLUMN sentence_terms TEXT NOT NULL DEFAULT '';
  `,
  `
  -- Whether an article says of itself that it is a brief of its source (1) or its text (0).
  ALTER TABLE articles ADD COLUMN brief INTEGER;
  `,
  `
  -- For each of the questions where the sentence that answers it starts in the text, or null: JSON like the questions.
  ALTER TABLE articles ADD COLUMN answered_at TEXT NOT NULL DEFAULT '[]';
  `,
  `
  -- Sentences in other languages, as JSON.
  ALTER TABLE articles ADD COLUMN translations TEXT NOT NULL DEFAULT '[]';
  `,
];
