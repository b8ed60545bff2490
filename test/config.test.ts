import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig, loadDiscordConfig, loadImportConfig, normalizeApiUrl } from '../src/config.js';
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

describe('loadDiscordConfig()', () => {
  const token = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.abc-def_ghi';
  const complaint = (environment: Readonly<Record<string, string | undefined>>) => {
    try {
      loadDiscordConfig(environment);
    } catch (error) {
      expect(error).toBeInstanceOf(StatesideError);
      return describeError(error);
    }
    return 'none';
  };

  test('needs the token alone', () => {
    expect(loadDiscordConfig({ DISCORD_TOKEN: token })).toEqual({
      token,
      applicationId: null,
      apiUrl: 'https://discord.com/api',
      metricsPort: null,
      metricsHost: '127.0.0.1',
      logLevel: 'info',
    });
  });

  test('takes an empty line in .env for one that is not there', () => {
    const empty = {
      DISCORD_APPLICATION_ID: '',
      DISCORD_API_URL: '',
      METRICS_PORT: '',
      METRICS_HOST: '',
      LOG_LEVEL: '',
    };
    expect(loadDiscordConfig({ DISCORD_TOKEN: token, ...empty })).toEqual(loadDiscordConfig({ DISCORD_TOKEN: token }));
  });

  test('takes what is set', () => {
    const set = {
      DISCORD_APPLICATION_ID: ' 123456789012345678 ',
      METRICS_PORT: '9464',
      METRICS_HOST: '0.0.0.0',
      LOG_LEVEL: 'debug',
    };
    expect(
      loadDiscordConfig({ DISCORD_TOKEN: token, DISCORD_API_URL: 'http://127.0.0.1:8080/api/v10/', ...set }),
    ).toEqual({
      token,
      applicationId: '123456789012345678',
      apiUrl: 'http://127.0.0.1:8080/api',
      metricsPort: 9464,
      metricsHost: '0.0.0.0',
      logLevel: 'debug',
    });
  });

  test('has a message of its own for each thing that goes wrong with a token, and repeats none of it', () => {
    const messages = [undefined, '', '   ', ` ${token}`, `${token}\n`, 'abc\ndef', `Bot ${token}`, `"${token}"`].map(
      (wrong) => {
        const message = complaint({ DISCORD_TOKEN: wrong });
        expect(message).toMatch(/^Cannot start the Discord bot: DISCORD_TOKEN .*; \S/);
        expect(message).not.toContain(token);
        return message;
      },
    );
    // Empty and blank are one thing.
    expect(new Set(messages).size).toBe(messages.length - 1);
  });

  test.each([
    ['DISCORD_APPLICATION_ID', 'my bot'],
    ['DISCORD_API_URL', 'discord.com'],
    ['DISCORD_API_URL', 'ftp://discord.com'],
    ['METRICS_PORT', 'http'],
    ['METRICS_PORT', '70000'],
    ['METRICS_PORT', '1.5'],
    ['METRICS_PORT', '-1'],
    ['LOG_LEVEL', 'loud'],
  ])('names the variable that is wrong: %s=%s', (name, value) => {
    expect(complaint({ DISCORD_TOKEN: token, [name]: value })).toMatch(
      new RegExp(`^Cannot start: ${name} .*\\.env\\.example`),
    );
  });
});

test('normalizeApiUrl() takes away what discord.js adds itself', () => {
  for (const url of [
    'https://d.example/api',
    'https://d.example/api/',
    'https://d.example/api/v10',
    'https://d.example/api/v9//',
  ])
    expect(normalizeApiUrl(url)).toBe('https://d.example/api');
});

describe('loadImportConfig()', () => {
  test('watches no feed and fetches from no inward address unless told so', () => {
    expect(loadImportConfig({})).toEqual({ feeds: [], mayFetchLoopback: false });
    expect(loadImportConfig({ WATCH_FEEDS: '', ALLOW_LOOPBACK: '' })).toEqual({ feeds: [], mayFetchLoopback: false });
  });

  test('reads addresses between spaces and commas, each once', () => {
    const feeds = 'https://a.example/rss, https://b.example/atom\n https://a.example/rss';
    expect(loadImportConfig({ WATCH_FEEDS: feeds, ALLOW_LOOPBACK: '1' })).toEqual({
      feeds: ['https://a.example/rss', 'https://b.example/atom'],
      mayFetchLoopback: true,
    });
  });

  test.each([
    [{ WATCH_FEEDS: 'ftp://a.example/rss' }, 'WATCH_FEEDS.0 must hold web addresses'],
    [{ WATCH_FEEDS: 'https://a.example/rss nonsense' }, 'WATCH_FEEDS.1 must hold web addresses'],
    [{ ALLOW_LOOPBACK: 'yes' }, 'ALLOW_LOOPBACK must be 0 or 1'],
  ])('refuses %o', (environment, problem) => {
    expect(() => loadImportConfig(environment)).toThrow(problem);
  });
});
