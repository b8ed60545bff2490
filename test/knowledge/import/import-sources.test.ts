import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { parseArticle } from '../../../src/knowledge/parse-article.js';
import { articleSource } from '../../support/articles.js';
import { articleFiles, importGlossary, importInto, storyPage, storyText } from '../../support/import.js';
import { buildPdf } from '../../support/pdf.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';
import { WebServer } from '../../support/web-server.js';

const temporaryFolder = useTemporaryFolders();
const server = await WebServer.start();

afterAll(async () => {
  await server.close();
});

let knowledge: string;
beforeEach(() => {
  knowledge = temporaryFolder();
  server.routes.clear();
  server.requests.length = 0;
});

/** The one article of a folder, as the index will read it. */
function onlyArticle() {
  const files = Object.entries(articleFiles(knowledge));
  expect(files).toHaveLength(1);
  const [name = '', source = ''] = files[0] ?? [];
  return parseArticle(name, source, importGlossary);
}

function file(name: string, content: string | Buffer): string {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
}

const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Paper</title>${items}</channel></rss>`;

describe('importSources() from the web', () => {
  test('takes the main text and what the page says of itself, and tags makers and topics', async () => {
    server.routes.set(
      '/story?utm_source=x',
      storyPage('Orchid', { head: '<link rel="canonical" href="/story"><meta name="author" content="Ada Quill">' }),
    );
    const outcomes = await importInto(knowledge, [`${server.url}/story?utm_source=x`]);
    expect(outcomes).toEqual([
      {
        kind: 'written',
        source: `${server.url}/story?utm_source=x`,
        file: path.join(knowledge, '2024-05-orchid-opens-a-shop.md'),
        title: 'Orchid opens a shop',
        doubts: [],
      },
    ]);
    expect(onlyArticle()).toMatchObject({
      title: 'Orchid opens a shop',
      publisher: 'The Paper',
      author: 'Ada Quill',
      published: '2024-05-03',
      url: `${server.url}/story`,
      language: 'en',
      makers: ['orchid'],
      topics: ['patents'],
    });
    expect(onlyArticle().text.trim().split('\n\n')).toHaveLength(3);
  });

  test('takes the stories of a feed, with what the feed knows better', async () => {
    const bare = storyPage('Willow').replace(
      /<meta property="og:site_name[^>]*>|<meta property="article[^>]*>| \| The Paper/g,
      '',
    );
    server.routes.set('/feed', {
      body: rss(
        `<item><title>Willow opens</title><link>${server.url}/willow</link><pubDate>Fri, 03 May 2024 23:30:00 -0700</pubDate><dc:creator>Ben Moss</dc:creator></item><item><title>Gone</title><link>${server.url}/gone</link></item>`,
      ),
      type: 'application/rss+xml',
    });
    server.routes.set('/willow', bare);
    const outcomes = await importInto(knowledge, [`${server.url}/feed`]);
    expect(outcomes.map(({ kind, source }) => [kind, source])).toEqual([
      ['written', `${server.url}/willow`],
      ['failed', `${server.url}/gone`],
    ]);
    expect(onlyArticle()).toMatchObject({ published: '2024-05-03', author: 'Ben Moss', makers: ['willow'] });
  });

  test('takes the stories of an Atom feed with relative links', async () => {
    server.routes.set('/atom', {
      body: `<feed xmlns="http://www.w3.org/2005/Atom"><title>The Paper</title><entry><title>Orchid opens</title><link rel="alternate" href="/orchid"/><updated>2024-05-04T00:00:00Z</updated></entry></feed>`,
      type: 'application/atom+xml',
    });
    server.routes.set('/orchid', storyPage('Orchid'));
    await importInto(knowledge, [`${server.url}/atom`]);
    expect(onlyArticle().url).toBe(`${server.url}/orchid`);
  });

  test('takes the pages of sitemaps behind a sitemap index, each once', async () => {
    const xml = (body: string) => ({ body, type: 'application/xml' });
    const map = (...paths: string[]) =>
      xml(`<urlset>${paths.map((one) => `<url><loc>${server.url}${one}</loc></url>`).join('')}</urlset>`);
    server.routes.set(
      '/map',
      xml(
        `<sitemapindex><sitemap><loc>${server.url}/map1</loc></sitemap><sitemap><loc>${server.url}/map2</loc></sitemap></sitemapindex>`,
      ),
    );
    server.routes.set('/map1', map('/orchid', '/willow'));
    server.routes.set('/map2', map('/willow'));
    server.routes.set('/orchid', storyPage('Orchid'));
    server.routes.set('/willow', storyPage('Willow'));
    const outcomes = await importInto(knowledge, [`${server.url}/map`]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['written', 'written']);
    expect(server.paths).toEqual(['/map', '/map1', '/map2', '/orchid', '/willow']);
  });

  test('joins the pages of one story, each paragraph once, and goes round in no circle', async () => {
    const [first, second, third] = storyText('Orchid').split('\n');
    const part = (number: number, body: string, next: string) =>
      storyPage('Orchid', { head: next })
        .replace(storyText('Orchid'), body)
        .replace('</h1>', `</h1><!-- ${number} -->`);
    server.routes.set('/story', part(1, `${first}${second}`, '<link rel="next" href="/story?page=2">'));
    server.routes.set(
      '/story?page=2',
      part(2, `${second}${third}`, '<link rel="next" href="/story"><link rel="prev" href="/story">'),
    );
    await importInto(knowledge, [`${server.url}/story`]);
    expect(
      onlyArticle()
        .text.trim()
        .split('\n\n')
        .map((paragraph) => `<p>${paragraph}</p>`),
    ).toEqual([first, second, third]);
    expect(server.paths).toEqual(['/story', '/story?page=2']);
  });

  test('does not take the next story for the next page', async () => {
    server.routes.set('/2024/orchid', storyPage('Orchid', { head: '<link rel="next" href="/2024/willow">' }));
    await importInto(knowledge, [`${server.url}/2024/orchid`]);
    expect(server.paths).toEqual(['/2024/orchid']);
  });

  test('writes nothing of a story whose second page is missing', async () => {
    server.routes.set('/story', storyPage('Orchid', { head: '<link rel="next" href="/story?page=2">' }));
    expect(await importInto(knowledge, [`${server.url}/story`])).toMatchObject([
      { kind: 'failed', reason: expect.stringContaining('cannot be read: there is no such page') },
    ]);
    expect(articleFiles(knowledge)).toEqual({});
  });

  test('stays out of what robots.txt forbids', async () => {
    server.routes.set('/robots.txt', 'User-agent: *\nDisallow: /private');
    server.routes.set('/private/a', storyPage('Orchid'));
    expect(await importInto(knowledge, [`${server.url}/private/a`])).toMatchObject([
      { kind: 'failed', reason: expect.stringContaining('robots.txt') },
    ]);
    expect(server.paths).toEqual([]);
  });

  test('believes a page about its own site only', async () => {
    server.routes.set(
      '/a',
      storyPage('Orchid', { head: '<link rel="canonical" href="https://www.famous.example/orchid">' }),
    );
    await importInto(knowledge, [`${server.url}/a`]);
    expect(onlyArticle().url).toBe(`${server.url}/a`);
  });

  test('refuses a page from this machine unless that is allowed', async () => {
    server.routes.set('/a', storyPage('Orchid'));
    expect(await importInto(knowledge, [`${server.url}/a`], { mayBeLoopback: false })).toMatchObject([
      { kind: 'failed', reason: expect.stringContaining('it leads to 127.0.0.1') },
    ]);
    expect(server.requests).toEqual([]);
  });
});

describe('importSources() from files', () => {
  test('takes a Markdown file with front matter in its own wording', async () => {
    const source = file(
      'note.md',
      `---\ntitle: "Orchid: a note"\ndate: 2024-05-03\nlink: https://example.org/note\nsource: The Note\ntags: [a]\n---\n\n# Orchid: a note\n\nOrchid has **three** patents, [Ada Quill](https://example.org/q) said. It wants *more*.\n\n- First\n- Second\n`,
    );
    await importInto(knowledge, [source]);
    expect(onlyArticle()).toMatchObject({
      title: 'Orchid: a note',
      publisher: 'The Note',
      published: '2024-05-03',
      url: 'https://example.org/note',
    });
    expect(onlyArticle().text.trim()).toBe(
      'Orchid has three patents, Ada Quill said. It wants more.\n\n- First\n- Second',
    );
  });

  test('takes a text file with lines on where it is from', async () => {
    const source = file(
      'wire.txt',
      'Orchid sues Willow\n\nBy Ben Moss | May 3, 2024\nSource: Wire\nURL: https://example.org/wire\n\nOrchid sued Willow over a patent in Portland. Willow said nothing.\n',
    );
    await importInto(knowledge, [source]);
    expect(onlyArticle()).toMatchObject({
      title: 'Orchid sues Willow',
      author: 'Ben Moss',
      publisher: 'Wire',
      published: '2024-05-03',
      url: 'https://example.org/wire',
    });
    expect(onlyArticle().text.trim()).toBe('Orchid sued Willow over a patent in Portland. Willow said nothing.');
  });

  test('takes the paragraphs of a PDF, without running heads and page numbers', async () => {
    const bodies = [
      [
        'Orchid has a patent of the year 2023, which covers the hin-',
        'ge of its phones and no other part of them.',
        '',
        'Willow answered it in Portland, and lost.',
      ],
      ['A judge heard both of them on a Monday in', 'the old court house.', '', 'Nobody was fined.'],
      ['The next hearing is in June.', '', 'It will be public.'],
    ];
    const pages = bodies.map((body, index) => ['The Orchid Report', '', ...body, '', `Page ${index + 1} of 3`]);
    const source = file(
      'report.pdf',
      buildPdf(pages, {
        info: '/Title (Orchid and its patents) /Author (Ada Quill) /CreationDate (D:20240503120000Z)',
      }),
    );
    await importInto(knowledge, [source], {
      defaults: { publisher: 'Quill Research', url: 'https://example.org/report.pdf' },
    });
    expect(onlyArticle()).toMatchObject({
      title: 'Orchid and its patents',
      author: 'Ada Quill',
      publisher: 'Quill Research',
      published: '2024-05-03',
      makers: ['orchid', 'willow'],
    });
    expect(onlyArticle().text.trim().split('\n\n')).toEqual([
      'Orchid has a patent of the year 2023, which covers the hinge of its phones and no other part of them.',
      'Willow answered it in Portland, and lost. A judge heard both of them on a Monday in the old court house.',
      'Nobody was fined. The next hearing is in June.',
      'It will be public.',
    ]);
  });

  test('knows a file without an address by its name, and says what it had to guess', async () => {
    const source = file(
      'old page.html',
      storyPage('Orchid').replace(/<meta property="article[^>]*>|<meta property="og[^>]*>| \| The Paper/g, ''),
    );
    const [outcome] = await importInto(knowledge, [source]);
    expect(outcome).toMatchObject({
      kind: 'written',
      doubts: [
        'url: not stated: the name of the file',
        'published: not stated: the day the file was last changed',
        'publisher: not stated',
      ],
    });
    expect(onlyArticle().url).toBe('file:///old%20page.html');
    expect(Object.values(articleFiles(knowledge))[0]).toContain('# not stated: the day the file was last changed');
  });

  test("takes the operator's word for what a source does not say", async () => {
    const source = file('a.html', storyPage('Orchid').replace(/<meta[^>]*>| \| The Paper/g, ''));
    const defaults = { published: '2019-02', publisher: 'Mine', author: 'Me', url: 'https://example.org/mine' };
    await importInto(knowledge, [source], { defaults });
    expect(onlyArticle()).toMatchObject(defaults);
  });

  test('joins saved pages of one story, in whatever order the folder has them', async () => {
    const folder = temporaryFolder();
    const [first, second, third] = storyText('Orchid').split('\n');
    writeFileSync(
      path.join(folder, 'story.html'),
      storyPage('Orchid', { head: '<link rel="next" href="story-2.html">' }).replace(
        storyText('Orchid'),
        `${first}${second}`,
      ),
    );
    writeFileSync(
      path.join(folder, 'story-2.html'),
      storyPage('Orchid', { head: '<link rel="prev" href="story.html">' }).replace(storyText('Orchid'), `${third}`),
    );
    const outcomes = await importInto(knowledge, [folder]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['part', 'written']);
    expect(onlyArticle().text.trim().split('\n\n')).toHaveLength(3);
  });

  test('reads a page in the charset that it is told', async () => {
    const source = file('a.html', Buffer.from(storyPage('Orchid').replace('forty people', 'forty señores'), 'latin1'));
    await importInto(knowledge, [source], { charset: 'windows-1252' });
    expect(onlyArticle().text).toContain('forty señores');
  });
});

describe('importSources() and what is there already', () => {
  test('names the article that a page already is, by its address', async () => {
    server.routes.set('/story', storyPage('Orchid'));
    server.routes.set('/story?utm_source=mail#top', storyPage('Orchid'));
    await importInto(knowledge, [`${server.url}/story`]);
    const again = storyPage('Orchid').replace('forty people', 'fifty people and a dog');
    server.routes.set('/story?utm_source=mail', again);
    expect(await importInto(knowledge, [`${server.url}/story?utm_source=mail`])).toEqual([
      {
        kind: 'duplicate',
        source: `${server.url}/story?utm_source=mail`,
        of: '2024-05-orchid-opens-a-shop',
        by: 'address',
      },
    ]);
  });

  test('names the article that a text nearly is, also within one run', async () => {
    server.routes.set('/a', storyPage('Orchid'));
    server.routes.set(
      '/b',
      storyPage('Orchid').replace('about forty people', 'some forty people').replace('The Paper', 'The Copy'),
    );
    server.routes.set('/c', storyPage('Willow'));
    const outcomes = await importInto(
      knowledge,
      ['/a', '/b', '/c'].map((one) => server.url + one),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(['written', 'duplicate', 'written']);
    expect(outcomes[1]).toMatchObject({ of: '2024-05-orchid-opens-a-shop', by: 'text' });
  });

  test('gives two stories with one headline two files', async () => {
    server.routes.set('/a', storyPage('Orchid'));
    server.routes.set('/b', storyPage('Orchid').replace(storyText('Orchid'), storyText('Willow')));
    await importInto(knowledge, [`${server.url}/a`, `${server.url}/b`]);
    expect(Object.keys(articleFiles(knowledge)).sort()).toEqual([
      '2024-05-orchid-opens-a-shop-2.md',
      '2024-05-orchid-opens-a-shop.md',
    ]);
  });

  test('takes over a draft as its reader corrected it', async () => {
    const review = temporaryFolder();
    server.routes.set('/a', storyPage('Orchid'));
    await importInto(knowledge, [`${server.url}/a`], { outputFolder: review });
    expect(articleFiles(knowledge)).toEqual({});
    const [name = '', draft = ''] = Object.entries(articleFiles(review))[0] ?? [];
    writeFileSync(path.join(review, name), draft.replace('publisher: The Paper', 'publisher: The Daily Paper'));
    expect(await importInto(knowledge, [review])).toMatchObject([{ kind: 'written', title: 'Orchid opens a shop' }]);
    expect(onlyArticle().publisher).toBe('The Daily Paper');
  });

  test('says what is wrong with a draft that its reader broke', async () => {
    const source = file('a.md', articleSource({ makers: '[nobody]' }));
    expect(await importInto(knowledge, [source])).toMatchObject([
      { kind: 'failed', reason: expect.stringContaining('makers names "nobody", which the glossary does not have') },
    ]);
  });

  test('does not stop at an article of the folder that is broken itself', async () => {
    mkdirSync(knowledge, { recursive: true });
    writeFileSync(path.join(knowledge, 'broken.md'), 'no front matter');
    server.routes.set('/a', storyPage('Orchid'));
    expect(await importInto(knowledge, [`${server.url}/a`])).toMatchObject([{ kind: 'written' }]);
    rmSync(path.join(knowledge, 'broken.md'));
  });
});
