import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Answer } from '../../answer/answer.js';
import type { TokenLedger } from '../../answer/generate/token-budget.js';
import type { Conversation, Turn } from '../../answer/question.js';
import type { SearchFilters } from '../../retrieval/passage-store.js';
import {
  DamagedDatabaseError,
  type Database,
  describeFailure,
  openDatabase,
  setAside,
} from '../../retrieval/sqlite/open-database.js';
import type { Language } from '../../text/language.js';
import { MemoryTokenLedger } from './memory-token-ledger.js';
import { memoryMigrations } from './migrations.js';

/** How long anything that belongs to a person is kept. Days. */
export const keptDays = 30;
/** A conversation goes on while its last question is younger than this. Minutes. */
export const conversationMinutes = 30;
/** Discord may deliver an event again within this time. Days. */
const eventDays = 2;
const dayMs = 24 * 60 * 60_000;
const rememberedTurns = 6;

/** How a question came; one asked again by a button is no question of its own in the figures. */
export type Surface = 'command' | 'direct-message' | 'mention' | 'button';

/** One question with the answer that was given. */
export interface Exchange {
  /** 12 characters, fit for a custom id. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  /** Discord's ids. */
  readonly person: string;
  readonly guild: string | null;
  readonly surface: Surface;
  /** The exchange whose button asked this again, perhaps another person's: it goes when that one goes. */
  readonly origin: string | null;
  readonly question: string;
  /** The question made complete, as it was looked up. */
  readonly standalone: string;
  /** Others who had spoken in the same conversation, whose words `standalone` may repeat. */
  readonly companions: readonly string[];
  readonly filters: SearchFilters;
  readonly language: Language;
  readonly answer: Answer;
  readonly latencyMs: number;
  /** That a language model took for it; 0 without one. */
  readonly tokens?: number;
}

export interface Statistics {
  readonly questions: number;
  readonly answered: number;
  readonly refused: number;
  readonly helpful: number;
  readonly notHelpful: number;
  readonly medianLatencyMs: number;
  readonly slowestLatencyMs: number;
  /** Answers that a language model was asked for, those to buttons included, and the tokens it took. */
  readonly modelAnswers: number;
  readonly modelTokens: number;
}

export interface Gap {
  /** YYYY-MM-DD of the last time it was asked. */
  readonly day: string;
  readonly question: string;
  readonly language: Language;
  readonly times: number;
}

/** Everything that is stored about one person, for that person to see. */
export interface PersonalData {
  readonly questions: readonly {
    readonly askedAt: string;
    readonly server: string | null;
    readonly question: string;
    readonly result: string;
    readonly answer: string;
  }[];
  readonly conversationTurns: readonly { readonly saidAt: string; readonly place: string; readonly question: string }[];
  readonly feedback: readonly {
    readonly givenAt: string;
    readonly isHelpful: boolean;
    readonly reason: string | null;
  }[];
  /** Of a language model, today. */
  readonly modelTokens: readonly { readonly day: string; readonly tokens: number }[];
}

interface ExchangeRow {
  readonly asked_at: number;
  readonly person: string;
  readonly guild: string | null;
  readonly surface: string;
  readonly origin: string | null;
  readonly question: string;
  readonly standalone: string;
  readonly companions: string;
  readonly filters: string;
  readonly language: string;
  readonly answer: string;
  readonly latency_ms: number;
}

/** Opens the file when all of it can be read: damage may sit where opening does not look. */
function openWhole(file: string): Database {
  const database = openDatabase(file, memoryMigrations);
  try {
    if (database.pragma('quick_check', { simple: true }) === 'ok') return database;
    throw Object.assign(new Error('Pages do not fit together'), { code: 'SQLITE_CORRUPT' });
  } catch (cause) {
    database.close();
    throw describeFailure(file, cause);
  }
}

/**
 * What the bot remembers of people, in a database of its own: the index beside it may be rebuilt at any time, this may
 * not. Everything in it goes after `keptDays`, or when its person says so.
 */
export class Memory {
  /** What was used of a language model, until the day is over. */
  readonly tokenLedger: TokenLedger;

  private constructor(
    private readonly database: Database,
    private readonly now: () => number,
    /** What happened while opening, for the person who runs it. */
    readonly notices: readonly string[],
  ) {
    this.tokenLedger = new MemoryTokenLedger(database);
  }

  /** @throws {StatesideError} When the folder or the file cannot be used. */
  static open(dataFolder: string, now: () => number = Date.now): Memory {
    const file = path.join(dataFolder, 'memory.db');
    const notices: string[] = [];
    let database: Database;
    try {
      database = openWhole(file);
    } catch (error) {
      if (!(error instanceof DamagedDatabaseError)) throw error;
      setAside(file, now());
      notices.push('the memory file is damaged: starting with an empty one; the damaged one is kept beside it');
      database = openDatabase(file, memoryMigrations);
    }
    // What a person asks to erase is overwritten, not only unlinked.
    database.pragma('secure_delete = ON');
    return new Memory(database, now, notices);
  }

  /** Whether an event is new; from then on it is not. Survives a restart. */
  takeEvent(id: string): boolean {
    return (
      this.database.prepare('INSERT OR IGNORE INTO taken_events (id, taken_at) VALUES (?, ?)').run(id, this.now())
        .changes === 1
    );
  }

  addExchange(exchange: Omit<Exchange, 'id' | 'askedAt'>): Exchange {
    const complete: Exchange = { ...exchange, id: randomBytes(9).toString('base64url'), askedAt: this.now() };
    this.database
      .prepare(
        `INSERT INTO exchanges (id, asked_at, person, guild, surface, origin, question, standalone, companions, filters, kind, language, answer, latency_ms, tokens)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        complete.id,
        complete.askedAt,
        complete.person,
        complete.guild,
        complete.surface,
        complete.origin,
        complete.question,
        complete.standalone,
        complete.companions.map((person) => `,${person},`).join(''),
        JSON.stringify(complete.filters),
        complete.answer.kind,
        complete.language,
        JSON.stringify(complete.answer),
        complete.latencyMs,
        complete.tokens ?? 0,
      );
    return complete;
  }

  /** Null when it was erased, or is older than `keptDays`. */
  exchange(id: string): Exchange | null {
    const row = this.database
      .prepare('SELECT * FROM exchanges WHERE id = ? AND asked_at > ?')
      .get(id, this.now() - keptDays * dayMs) as ExchangeRow | undefined;
    if (!row) return null;
    return {
      id,
      askedAt: row.asked_at,
      person: row.person,
      guild: row.guild,
      surface: row.surface as Surface,
      origin: row.origin,
      question: row.question,
      standalone: row.standalone,
      companions: row.companions.split(',').filter(Boolean),
      filters: JSON.parse(row.filters) as SearchFilters,
      language: row.language as Language,
      answer: JSON.parse(row.answer) as Answer,
      latencyMs: row.latency_ms,
    };
  }

  /** What was said in a place, oldest first; empty when nobody said anything for `conversationMinutes`. */
  conversation(place: string): Conversation {
    const rows = this.database
      .prepare('SELECT said_at AS saidAt, turn FROM turns WHERE place = ? ORDER BY key DESC LIMIT ?')
      .all(place, rememberedTurns) as { saidAt: number; turn: string }[];
    const last = rows[0]?.saidAt ?? 0;
    if (this.now() - last > conversationMinutes * 60_000) return [];
    return rows.reverse().map((row) => JSON.parse(row.turn) as Turn);
  }

  /** Who said what is remembered of a place's conversation. */
  speakers(place: string): string[] {
    return this.database.prepare('SELECT DISTINCT person FROM turns WHERE place = ?').pluck().all(place) as string[];
  }

  /** Adds to a conversation; one that had expired starts anew. */
  addTurn(place: string, person: string, turn: Turn): void {
    this.database.transaction(() => {
      if (this.conversation(place).length === 0) this.resetConversation(place);
      this.database
        .prepare('INSERT INTO turns (place, person, said_at, turn) VALUES (?, ?, ?, ?)')
        .run(place, person, this.now(), JSON.stringify(turn));
    })();
  }

  resetConversation(place: string): void {
    this.database.prepare('DELETE FROM turns WHERE place = ?').run(place);
  }

  /** One voice a person and answer: the last one counts. @returns False when the answer is no longer remembered. */
  giveFeedback(exchange: string, person: string, isHelpful: boolean, reason: string | null = null): boolean {
    if (!this.exchange(exchange)) return false;
    this.database
      .prepare(
        `INSERT INTO feedback (exchange, person, given_at, is_helpful, reason) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (exchange, person) DO UPDATE SET given_at = excluded.given_at, is_helpful = excluded.is_helpful, reason = excluded.reason`,
      )
      .run(exchange, person, this.now(), isHelpful ? 1 : 0, reason);
    return true;
  }

  /** Figures of the last `keptDays` of one server. */
  statistics(guild: string): Statistics {
    const since = this.now() - keptDays * dayMs;
    const rows = this.database
      .prepare(
        `SELECT kind, latency_ms AS latency FROM exchanges
         WHERE guild = ? AND asked_at > ? AND surface <> 'button' ORDER BY latency_ms`,
      )
      .all(guild, since) as { kind: string; latency: number }[];
    const written = this.database
      .prepare(
        `SELECT COUNT(*) AS count, IFNULL(SUM(tokens), 0) AS tokens FROM exchanges
         WHERE guild = ? AND asked_at > ? AND tokens > 0`,
      )
      .get(guild, since) as { count: number; tokens: number };
    const voices = this.database
      .prepare(
        `SELECT is_helpful AS isHelpful, COUNT(*) AS count FROM feedback JOIN exchanges ON exchanges.id = feedback.exchange
         WHERE exchanges.guild = ? AND exchanges.asked_at > ? GROUP BY is_helpful`,
      )
      .all(guild, since) as { isHelpful: number; count: number }[];
    const count = (kind: string) => rows.filter((row) => row.kind === kind).length;
    const voice = (isHelpful: number) => voices.find((row) => row.isHelpful === isHelpful)?.count ?? 0;
    return {
      questions: rows.length,
      answered: count('answered'),
      refused: count('no-source'),
      helpful: voice(1),
      notHelpful: voice(0),
      medianLatencyMs: rows[Math.floor(rows.length / 2)]?.latency ?? 0,
      slowestLatencyMs: rows.at(-1)?.latency ?? 0,
      modelAnswers: written.count,
      modelTokens: written.tokens,
    };
  }

  /** Questions of one server that the articles could not answer, most asked first; nothing tells who asked. */
  gaps(guild: string): Gap[] {
    const rows = this.database
      .prepare(
        `SELECT MAX(asked_at) AS lastAt, standalone AS question, language, COUNT(*) AS times FROM exchanges
         WHERE guild = ? AND kind = 'no-source' AND asked_at > ? AND surface <> 'button' GROUP BY lower(standalone) ORDER BY times DESC, lastAt DESC`,
      )
      .all(guild, this.now() - keptDays * dayMs) as {
      lastAt: number;
      question: string;
      language: Language;
      times: number;
    }[];
    return rows.map(({ lastAt, ...gap }) => ({ ...gap, day: new Date(lastAt).toISOString().slice(0, 10) }));
  }

  personalData(person: string): PersonalData {
    const exchanges = this.database
      .prepare('SELECT asked_at AS at, guild, question, kind, answer FROM exchanges WHERE person = ? ORDER BY asked_at')
      .all(person) as { at: number; guild: string | null; question: string; kind: string; answer: string }[];
    const turns = this.database
      .prepare('SELECT said_at AS at, place, turn FROM turns WHERE person = ? ORDER BY key')
      .all(person) as { at: number; place: string; turn: string }[];
    const feedback = this.database
      .prepare('SELECT given_at AS at, is_helpful, reason FROM feedback WHERE person = ? ORDER BY given_at')
      .all(person) as { at: number; is_helpful: number; reason: string | null }[];
    const modelTokens = this.database
      .prepare("SELECT day, tokens FROM model_tokens WHERE kind = 'person' AND id = ? ORDER BY day")
      .all(person) as { day: string; tokens: number }[];
    const iso = (at: number) => new Date(at).toISOString();
    return {
      questions: exchanges.map((row) => ({
        askedAt: iso(row.at),
        server: row.guild,
        question: row.question,
        result: row.kind,
        answer: (JSON.parse(row.answer) as Answer).text,
      })),
      conversationTurns: turns.map((row) => ({
        saidAt: iso(row.at),
        place: row.place,
        question: (JSON.parse(row.turn) as Turn).standalone,
      })),
      feedback: feedback.map((row) => ({ givenAt: iso(row.at), isHelpful: row.is_helpful === 1, reason: row.reason })),
      modelTokens,
    };
  }

  /** Erases everything about a person. @returns How many entries went. */
  forget(person: string): number {
    const run = (statement: string) => this.database.prepare(statement).run({ person }).changes;
    const erase = this.database.transaction(() => {
      // What others asked after this person may repeat the person's words: their own words stay.
      this.database
        .prepare(
          `UPDATE exchanges SET standalone = question, companions = replace(companions, ',' || @person || ',', '')
           WHERE companions LIKE '%,' || @person || ',%'`,
        )
        .run({ person });
      run('DELETE FROM turns WHERE person <> @person AND place IN (SELECT place FROM turns WHERE person = @person)');
      return (
        run('DELETE FROM feedback WHERE person = @person') +
        run('DELETE FROM turns WHERE person = @person') +
        run("DELETE FROM model_tokens WHERE kind = 'person' AND id = @person") +
        run('DELETE FROM exchanges WHERE person = @person')
      );
    });
    const erased = erase();
    // Where pages were rearranged, old copies lie between the rows: writing the file anew leaves them behind.
    if (erased > 0) this.database.exec('VACUUM');
    // The journal would keep it until the next checkpoint.
    this.database.pragma('wal_checkpoint(TRUNCATE)');
    // A damaged file that was set aside may hold it too, and cannot be searched.
    this.removeDamagedCopies(Number.POSITIVE_INFINITY);
    return erased;
  }

  /** Drops what is past its time. */
  purge(): void {
    const old = this.now() - keptDays * dayMs;
    this.database.transaction(() => {
      this.database.prepare('DELETE FROM exchanges WHERE asked_at <= ?').run(old);
      this.database.prepare('DELETE FROM feedback WHERE given_at <= ?').run(old);
      this.database.prepare('DELETE FROM turns WHERE said_at <= ?').run(this.now() - conversationMinutes * 60_000);
      this.database.prepare('DELETE FROM taken_events WHERE taken_at <= ?').run(this.now() - eventDays * dayMs);
      const today = new Date(this.now()).toISOString().slice(0, 10);
      this.database.prepare('DELETE FROM model_tokens WHERE day < ?').run(today);
    })();
    this.removeDamagedCopies(old);
  }

  /** Deletes damaged files that were set aside up to a time, milliseconds since 1970. */
  private removeDamagedCopies(until: number): void {
    const folder = path.dirname(this.database.name);
    for (const name of readdirSync(folder)) {
      const setAside = /^memory\.db\.damaged-(\d+)$/.exec(name)?.[1];
      if (setAside !== undefined && Number(setAside) <= until) rmSync(path.join(folder, name), { force: true });
    }
  }

  close(): void {
    this.database.close();
  }
}
