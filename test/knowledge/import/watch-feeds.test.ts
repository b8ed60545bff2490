import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { pollFeeds } from '../../../src/knowledge/import/watch-feeds.js';
import { articleFiles, importGlossary, storyPage } from '../../support/import.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';
import { WebServer } from '../../support/web-server.js';

const temporaryFolder = useTemporaryFolders();
const server = await WebServer.start();
afterAll(() => server.close());

const hourMs = 3_600_000;
let folder: string;
let nowMs: number;
let events: { drafted: number; problem: string | null }[];

beforeEach(() => {
  folder = temporaryFolder();
  nowMs = Date.UTC(2026, 10, 25);
  events = [];
  server.routes.clear();
  server.requests.length = 0;
  for (const subject of ['Orchid', 'Willow']) server.routes.set(`/${subject}`, storyPage(subject));
});

const poll = () =>
  pollFeeds({
    feeds: [`${server.url}/feed`],
    knowledgeFolder: temporaryFolder(),
    reviewFolder: path.join(folder, 'review'),
    stateFile: path.join(folder, 'feeds.json'),
    glossary: importGlossary,
    userAgent: 'Stateside/0.0.0 (test)',
    mayBeLoopback: true,
    now: () => new Date(nowMs),
    onEvent: (event) => events.push(event),
  });

const feedOf = (...subjects: string[]) =>
  `<rss version="2.0"><channel><title>The Paper</title>${subjects.map((subject) => `<item><title>${subject}</title><link>${server.url}/${subject}</link></item>`).join('')}</channel></rss>`;
const serveFeed = (body: string, headers: Record<string, string> = {}) =>
  server.routes.set('/feed', { body, type: 'application/rss+xml', headers });
const drafts = () => Object.keys(articleFiles(path.join(folder, 'review'))).sort();

describe('pollFeeds()', () => {
  test('drafts new stories for review, each once, also when its draft was thrown away', async () => {
    serveFeed(feedOf('Orchid'));
    await poll();
    expect(drafts()).toEqual(['2024-05-orchid-opens-a-shop.md']);
    rmSync(path.join(folder, 'review', '2024-05-orchid-opens-a-shop.md'));
    nowMs += hourMs;
    serveFeed(feedOf('Willow', 'Orchid'));
    await poll();
    expect(drafts()).toEqual(['2024-05-willow-opens-a-shop.md']);
    expect(server.paths.filter((one) => one === '/Orchid')).toHaveLength(1);
    expect(events).toEqual([
      { feed: `${server.url}/feed`, drafted: 1, problem: null },
      { feed: `${server.url}/feed`, drafted: 1, problem: null },
    ]);
  });

  test('asks once an hour at most, and says what it knows already', async () => {
    serveFeed(feedOf('Orchid'), { etag: '"one"', 'last-modified': 'Wed, 01 May 2024 00:00:00 GMT' });
    expect(await poll()).toBe(nowMs + hourMs);
    nowMs += hourMs - 1;
    await poll();
    expect(server.paths.filter((one) => one === '/feed')).toHaveLength(1);
    nowMs += 1;
    server.routes.set('/feed', (_request, response) => response.writeHead(304).end());
    expect(await poll()).toBe(nowMs + hourMs);
    const last = server.requests.findLast(({ url }) => url === '/feed');
    expect(last?.headers).toMatchObject({
      'if-none-match': '"one"',
      'if-modified-since': 'Wed, 01 May 2024 00:00:00 GMT',
    });
    expect(events).toHaveLength(1);
  });

  test('leaves a feed that fails alone for longer each time, up to a day, and comes back', async () => {
    server.routes.set('/feed', { body: '', status: 500 });
    const waits: number[] = [];
    for (let count = 0; count < 7; count += 1) {
      const next = await poll();
      waits.push((next - nowMs) / hourMs);
      nowMs = next;
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 24, 24]);
    expect(events[0]?.problem).toContain('its host has a fault (status 500)');
    serveFeed(feedOf('Orchid'));
    expect(await poll()).toBe(nowMs + hourMs);
    expect(drafts()).toHaveLength(1);
  });

  test('waits as long as the server asks', async () => {
    server.routes.set('/feed', { body: '', status: 429, headers: { 'retry-after': '18000' } });
    expect(await poll()).toBe(nowMs + 5 * hourMs);
  });

  test('tries a story that fails three times, then gives it up', async () => {
    serveFeed(feedOf('Gone'), { etag: '"one"' });
    for (let count = 0; count < 5; count += 1) {
      await poll();
      nowMs += hourMs;
    }
    expect(server.paths.filter((one) => one === '/Gone')).toHaveLength(3);
    expect(events.map(({ problem }) => problem)).toEqual(
      Array(3).fill(expect.stringContaining('there is no such page')),
    );
  });

  test('says so when an address is no feed, and starts anew from a damaged memory', async () => {
    server.routes.set('/feed', storyPage('Orchid'));
    await poll();
    expect(events[0]?.problem).toContain('it is no RSS or Atom feed');
    writeFileSync(path.join(folder, 'feeds.json'), '{ damaged');
    serveFeed(feedOf('Orchid'));
    await poll();
    expect(drafts()).toHaveLength(1);
    expect(JSON.parse(readFileSync(path.join(folder, 'feeds.json'), 'utf8'))).toHaveProperty(
      [`${server.url}/feed`, 'seen', 'length'],
      1,
    );
  });
});
