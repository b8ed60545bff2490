import type { TokenAccount, TokenLedger } from '../../answer/generate/token-budget.js';
import type { Database } from '../../retrieval/sqlite/open-database.js';

/** What was used of a language model, day by day, in the memory's database. */
export class MemoryTokenLedger implements TokenLedger {
  constructor(private readonly database: Database) {}

  used(day: string, { kind, id }: TokenAccount): number {
    return (
      (this.database
        .prepare('SELECT tokens FROM model_tokens WHERE day = ? AND kind = ? AND id = ?')
        .pluck()
        .get(day, kind, id) as number | undefined) ?? 0
    );
  }

  add(day: string, { kind, id }: TokenAccount, tokens: number): void {
    // Giving back makes no new row: its person may have been forgotten meanwhile.
    const statement =
      tokens > 0
        ? `INSERT INTO model_tokens (day, kind, id, tokens) VALUES (@day, @kind, @id, @tokens)
           ON CONFLICT (day, kind, id) DO UPDATE SET tokens = tokens + excluded.tokens`
        : 'UPDATE model_tokens SET tokens = max(0, tokens + @tokens) WHERE day = @day AND kind = @kind AND id = @id';
    this.database.prepare(statement).run({ day, kind, id, tokens });
  }
}
