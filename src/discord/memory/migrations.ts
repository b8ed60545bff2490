/** Schema changes of the memory in order; never edit a released one. */
export const memoryMigrations: readonly string[] = [
  `
  -- One row for each answer that was given: buttons read what they need from here, also after a restart.
  CREATE TABLE exchanges (
    id TEXT PRIMARY KEY,
    asked_at INTEGER NOT NULL,
    person TEXT NOT NULL,
    guild TEXT,
    surface TEXT NOT NULL,
    question TEXT NOT NULL,
    standalone TEXT NOT NULL,
    filters TEXT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    answer TEXT NOT NULL,
    latency_ms REAL NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX exchanges_asked_at ON exchanges (asked_at);
  CREATE INDEX exchanges_person ON exchanges (person);
  CREATE INDEX exchanges_guild ON exchanges (guild, asked_at);

  CREATE TABLE turns (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    place TEXT NOT NULL,
    person TEXT NOT NULL,
    said_at INTEGER NOT NULL,
    turn TEXT NOT NULL
  );
  CREATE INDEX turns_place ON turns (place, key);
  CREATE INDEX turns_person ON turns (person);

  CREATE TABLE feedback (
    exchange TEXT NOT NULL REFERENCES exchanges (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    given_at INTEGER NOT NULL,
    is_helpful INTEGER NOT NULL,
    reason TEXT,
    PRIMARY KEY (exchange, person)
  ) WITHOUT ROWID;
  CREATE INDEX feedback_person ON feedback (person);

  -- Ids of events that were taken on: Discord may deliver one twice.
  CREATE TABLE taken_events (id TEXT PRIMARY KEY, taken_at INTEGER NOT NULL) WITHOUT ROWID;
  `,
  `
  -- An answer to a button repeats the question of the exchange that it stands under: it is erased with it.
  ALTER TABLE exchanges ADD COLUMN origin TEXT REFERENCES exchanges (id) ON DELETE CASCADE;
  CREATE INDEX exchanges_origin ON exchanges (origin);
  `,
  `
  -- Who else had spoken in the place: a follow-up made complete may repeat their words. Ids with a comma on both sides.
  ALTER TABLE exchanges ADD COLUMN companions TEXT NOT NULL DEFAULT '';
  `,
  `
  -- Tokens that a language model took for the answer.
  ALTER TABLE exchanges ADD COLUMN tokens INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- Tokens used in a day (YYYY-MM-DD, by UTC) by a person, a server and all: allowances outlive a restart.
  CREATE TABLE model_tokens (
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    tokens INTEGER NOT NULL,
    PRIMARY KEY (day, kind, id)
  ) WITHOUT ROWID;
  `,
];
