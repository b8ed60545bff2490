import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Article } from '../../knowledge/article.js';
import type { Database } from './open-database.js';
import { SqlitePassageStore } from './sqlite-passage-store.js';

/**
 * A store that gives out an article only while its file still holds the same text. Between a change of the folder and
 * the next index, nothing is cited that is no longer there.
 */
export class CurrentArticleStore extends SqlitePassageStore {
  constructor(
    private readonly index: Database,
    private readonly knowledgeFolder: string,
  ) {
    super(index);
  }

  override async article(id: string): Promise<Article | null> {
    const article = await super.article(id);
    return article && this.isInFolder(article) ? article : null;
  }

  private isInFolder({ id, text }: Article): boolean {
    const row = this.index.prepare('SELECT file, byte_length, modified_ms FROM articles WHERE id = ?').get(id) as
      | { file: string; byte_length: number; modified_ms: number }
      | undefined;
    if (!row) return false;
    const filePath = path.join(this.knowledgeFolder, row.file);
    try {
      const { size, mtimeMs } = statSync(filePath);
      // Touched, or changed in its front matter: the text decides.
      return (size === row.byte_length && mtimeMs === row.modified_ms) || readFileSync(filePath, 'utf8').endsWith(text);
    } catch {
      // Removed, renamed or not readable.
      return false;
    }
  }
}
