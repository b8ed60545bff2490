import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../src/config.js';
import { describeError, StatesideError } from '../src/error.js';

describe('loadConfig()', () => {
  test('needs nothing', () => {
    expect(loadConfig({})).toEqual({ dataFolder: 'data', knowledgeFolder: 'knowledge' });
  });

  test('takes what is set, without the spaces around it, and ignores what it does not know', () => {
    expect(loadConfig({ DATA_DIR: ' /tmp/data ', KNOWLEDGE_DIR: 'articles', PATH: '/bin', HOME: '' })).toEqual({
      dataFolder: '/tmp/data',
      knowledgeFolder: 'articles',
    });
    expect(loadConfig({ DATA_DIR: undefined }).dataFolder).toBe('data');
  });

  test.each(['DATA_DIR', 'KNOWLEDGE_DIR'])('names the variable that is wrong and says what to do: %s', (name) => {
    for (const value of ['', '   ']) {
      try {
        loadConfig({ [name]: value });
        expect.unreachable();
      } catch (error) {
        expect(error).toBeInstanceOf(StatesideError);
        expect(describeError(error)).toMatch(
          new RegExp(`^Cannot start: ${name} must not be empty; .*\\.env\\.example`),
        );
        expect(describeError(error)).not.toContain('\n');
      }
    }
  });

  test('.env.example and README name every variable', () => {
    const root = path.join(import.meta.dirname, '..');
    const source = readFileSync(path.join(root, 'src/config.ts'), 'utf8');
    const variables = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((match) => match[1] ?? '');
    expect(variables).toContain('DATA_DIR');
    for (const file of ['.env.example', 'README.md']) {
      const text = readFileSync(path.join(root, file), 'utf8');
      expect(variables.filter((name) => !text.includes(name))).toEqual([]);
    }
  });
});
