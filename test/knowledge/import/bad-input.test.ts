import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PageExtractor } from '../../../src/knowledge/import/page-extractor.js';
import { articleFiles, importInto, storyPage, storyText } from '../../support/import.js';
import { buildEncryptedPdf, buildHangingPdf, buildPdf } from '../../support/pdf.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';
import { type Page, WebServer } from '../../support/web-server.js';

const temporaryFolder = useTemporaryFolders();
let server: WebServer;

beforeAll(async () => {
  server = await WebServer.start();
});

afterAll(async () => {
  await server.close();
});

const page = (title: string, body: string, head = '') =>
  `<!doctype html><html><head><title>${title}</title>${head}</head><body>${body}</body></html>`;
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const gbk = Buffer.concat([
  Buffer.from('<html><head><meta charset="utf-8"></head><body><p>'),
  Buffer.from('d6d0cec4d0c2cec5b1a8b5c0', 'hex'),
  Buffer.from('</p></body></html>'),
]);
const preview = storyText('Orchid').split('</p>')[0];

/** Name of the case, what is imported as a file, and what the message says. */
const cases: readonly (readonly [name: string, fileName: string, content: string | Buffer, message: string])[] = [
  ['an empty file', 'a.html', '', 'it is empty'],
  ['an empty page', 'a.html', page('', ''), 'the page is empty'],
  [
    'a page with a menu only',
    'a.html',
    page(
      'Front page',
      '<ul><li><a href="/a">One headline among many</a></li><li><a href="/b">Another headline, a little longer than the first</a></li></ul>',
    ),
    'no article was found on the page',
  ],
  [
    'a paywall stub',
    'a.html',
    page(
      'Orchid grows',
      `<article><h1>Orchid grows</h1>${preview}<div class="paywall"><h2>Subscribe to continue reading</h2><p>Already a subscriber? Sign in.</p></div></article>`,
      '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Orchid grows","isAccessibleForFree":"False"}</script>',
    ),
    'the rest is behind a paywall or login',
  ],
  [
    'a paywall stub in Spanish',
    'a.html',
    page(
      'Crece Orchid',
      `<article><h1>Crece Orchid</h1><p>La compañía abrió el viernes una tienda en Portland, y unas cuarenta personas acudieron a verla durante la primera mañana, según su portavoz.</p><p>Suscríbete para seguir leyendo</p></article>`,
    ),
    'the rest is behind a paywall or login',
  ],
  [
    'a paywall stub in Chinese',
    'a.html',
    page(
      '兰花手机在美国开店',
      '<article><h1>兰花手机在美国开店</h1><p>兰花公司5月3日在波特兰开设了第一家门店，约四十名顾客到场参观。公司律师表示，相关专利覆盖铰链、镜头与充电器。</p><p>订阅后继续阅读全文</p></article>',
    ),
    'the rest is behind a paywall or login',
  ],
  [
    'a login page',
    'a.html',
    page(
      'Sign in',
      '<form><h1>Sign in to The Paper</h1><label>E-mail</label><input type="email"><label>Password</label><input type="password"><button>Sign in</button></form><p>Forgot your password?</p>',
    ),
    'it is a login page',
  ],
  [
    'a soft 404',
    'a.html',
    page(
      'Page not found',
      "<h1>Page not found</h1><p>Sorry, we can't find the page you were looking for. It may have moved. Try the search, or go to the front page and look for it there. You can also write to us and tell us what you missed.</p>",
    ),
    'it is a "page not found" page',
  ],
  [
    'a soft 404 in Chinese',
    'a.html',
    page('页面不存在', '<p>抱歉，您访问的页面不存在。</p>'),
    'it is a "page not found" page',
  ],
  [
    'a page that needs JavaScript',
    'a.html',
    page('The Paper', '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>'),
    'the page shows its text only with JavaScript',
  ],
  [
    'a page in another charset than it says',
    'a.html',
    gbk,
    'it says that its charset is "utf-8", and its bytes are not',
  ],
  [
    'a page in UTF-8 that says otherwise',
    'a.html',
    page('Año', '<p>Año nuevo, tienda nueva.</p>', '<meta charset="iso-8859-1">'),
    'its bytes are not',
  ],
  [
    'a page in an unknown charset',
    'a.html',
    Buffer.concat([
      Buffer.from('<html><body><p>'),
      Buffer.from('d6d0cec4d0c2cec5b1a8b5c0', 'hex'),
      Buffer.from('</p></body></html>'),
    ]),
    'it does not say in which charset it is',
  ],
  [
    'HTML without an article',
    'a.html',
    page('Calculator', '<form><input name="a"><input name="b"><button>Add</button></form><p>Result: 0</p>'),
    'no article was found on the page',
  ],
  [
    'a page of 100,000 elements',
    'a.html',
    page('Many', '<p>x</p>'.repeat(100_000)),
    'the page has more than 50,000 elements',
  ],
  ['a page of nested elements', 'a.html', page('Deep', '<div>'.repeat(5_000)), 'the page nests more than 500 elements'],
  ['an encrypted PDF', 'a.pdf', buildEncryptedPdf(), 'the PDF is encrypted with a password'],
  ['a scanned PDF', 'a.pdf', buildPdf([[], []]), 'the PDF holds pictures of pages, not text'],
  ['a damaged PDF', 'a.pdf', '%PDF-1.4\nnothing else', 'the PDF is damaged'],
  ['a picture named as a page', 'a.html', png, 'it has the ending ".html" but is a PNG picture'],
  ['a page named as a PDF', 'a.pdf', storyPage('Orchid'), 'it has the ending ".pdf" but is a web page'],
  ['a PDF named as a page', 'a.html', buildPdf([['One']]), 'it has the ending ".html" but is a PDF'],
  ['a page named as text', 'a.txt', storyPage('Orchid'), 'it has the ending ".txt" but is a web page'],
  [
    'an archive named as Markdown',
    'a.md',
    Buffer.from('504b030414000000', 'hex'),
    'it has the ending ".md" but is a ZIP archive',
  ],
  [
    'data named as text',
    'a.txt',
    Buffer.from([65, 0, 66, 0, 0, 1]),
    'it has the ending ".txt" but is data without text',
  ],
  [
    'a feed with broken XML',
    'a.xml',
    '<?xml version="1.0"?>\n<rss version="2.0"><channel>\n<item><title>One</item></channel></rss>',
    "the feed's XML is broken in line 3",
  ],
  [
    'a feed that breaks off',
    'a.rss',
    '<rss version="2.0"><channel><title>News</title><item><link>https://example.org/a</link>',
    "the feed's XML is broken",
  ],
  [
    'a feed without stories',
    'a.xml',
    '<rss version="2.0"><channel><title>News</title></channel></rss>',
    'the feed holds no stories',
  ],
  [
    'a sitemap with broken XML',
    'a.xml',
    '<urlset><url><loc>https://example.org/</url></urlset>',
    "the sitemap's XML is broken in line 1",
  ],
  [
    'an empty sitemap',
    'a.xml',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>',
    'the sitemap lists no addresses',
  ],
  ['Markdown without text', 'a.md', '---\ntitle: Empty\n---\n\n', 'there is no text in it'],
];

const teasers = Array.from(
  { length: 12 },
  (_, index) =>
    `<article><h3><a href="/${index}">Headline number ${index} about phones</a></h3><p>A short teaser of story ${index} tells in one sentence what it would say if you opened it.</p></article>`,
).join('');

/** Pages that look like stories at first sight. */
const lookalikes: readonly (readonly [name: string, title: string, body: string, message: string])[] = [
  ['a front page', 'The Paper', `<main>${teasers}</main>`, 'no article was found on the page'],
  [
    'a soft 404 with other stories',
    '404 Not Found',
    `<h1>Oops! That page can’t be found.</h1><h2>Latest</h2>${teasers}`,
    'it is a "page not found" page',
  ],
  [
    'a login page that asks for the address first',
    'Log in | Forum',
    '<h1>Welcome back</h1><form><input type="email"></form><p>Register here for free and join two million readers who follow the phone trade every day.</p>',
    'it is a login page',
  ],
  [
    'a consent page',
    'Before you continue',
    '<h1>Before you continue to The Paper</h1><p>We use cookies and data to deliver and maintain our services, to track outages, and to protect against spam, fraud and abuse of every kind that we know of.</p><p>If you accept, we will also use cookies to develop new services and to measure how well advertisements work in your region and with your settings.</p>',
    'it is a page about cookies and consent',
  ],
  [
    'a check against robots',
    'Just a moment...',
    '<h1>Checking your browser before accessing the site</h1><p>This process is automatic. Your browser will redirect to your requested content shortly. Please allow up to five seconds. Verify you are human by completing the action below, then go on to the page that you asked for.</p>',
    'it is a check against robots',
  ],
  [
    'a stub with a long preview',
    'Orchid grows',
    `<article><h1>Orchid grows</h1>${storyText('Orchid')}${storyText('Willow')}<div><p>Subscribe to continue reading.</p></div></article>`,
    'the rest is behind a paywall or login',
  ],
  [
    'a stub that names its price',
    'Orchid grows',
    `<article><h1>Orchid grows</h1>${preview}</article><section><h3>To Read the Full Story</h3><a href="/s">Subscribe</a></section>`,
    'the rest is behind a paywall or login',
  ],
];

test.each(lookalikes)('%s is told apart from a story', async (_name, title, body, message) => {
  const folder = temporaryFolder();
  const knowledge = path.join(folder, 'knowledge');
  mkdirSync(knowledge);
  writeFileSync(path.join(folder, 'a.html'), page(title, body));
  expect(await importInto(knowledge, [path.join(folder, 'a.html')])).toMatchObject([
    { kind: 'failed', reason: expect.stringContaining(message) },
  ]);
  expect(articleFiles(knowledge)).toEqual({});
});

describe('bad input gets a message of its own and writes nothing', () => {
  test.each(cases)('%s', async (_name, fileName, content, message) => {
    const folder = temporaryFolder();
    const knowledge = path.join(folder, 'knowledge');
    mkdirSync(knowledge);
    const file = path.join(folder, fileName);
    writeFileSync(file, content);
    const [outcome, ...more] = await importInto(knowledge, [file]);
    expect(more).toEqual([]);
    expect(outcome).toMatchObject({ kind: 'failed', source: file, reason: expect.stringContaining(message) });
    // A remedy follows.
    expect(outcome?.kind === 'failed' ? outcome.reason : '').toMatch(/; .{10}/);
    expect(articleFiles(knowledge)).toEqual({});
  });

  test('no two kinds of bad input share a message, but for two languages of one kind', () => {
    const messages = cases.map(([, , , message]) => message);
    expect(new Set(messages).size).toBeGreaterThan(cases.length - 8);
  });

  const web: readonly (readonly [name: string, page: Page, message: string])[] = [
    [
      'a page sent as a PDF',
      { body: storyPage('Orchid'), type: 'application/pdf' },
      'it has the kind "application/pdf" but is a web page',
    ],
    [
      'a PDF sent as a page',
      { body: buildPdf([['One']]), type: 'text/html' },
      'it has the kind "text/html" but is a PDF',
    ],
    ['a picture', { body: png, type: 'image/png' }, 'it is of the kind "image/png"'],
    [
      'a packed file that unpacks to much',
      { body: gzipSync(Buffer.alloc(64 * 1024 * 1024)), type: 'application/gzip' },
      'it unpacks to more than 10 MB',
    ],
    ['a page that is not there', { body: 'gone', status: 410 }, 'there is no such page'],
    [
      'a page in another charset than the server says',
      { body: gbk, type: 'text/html; charset=us-ascii' },
      'it says that its charset is "us-ascii" and "utf-8"',
    ],
  ];

  test.each(web)('%s, from the web', async (_name, served, message) => {
    server.routes.set('/a', served);
    const knowledge = temporaryFolder();
    const outcomes = await importInto(knowledge, [`${server.url}/a`]);
    expect(outcomes).toEqual([{ kind: 'failed', source: `${server.url}/a`, reason: expect.stringContaining(message) }]);
    expect(articleFiles(knowledge)).toEqual({});
  });

  test.each([
    ['itself', ['/map']],
    ['one that leads back', ['/other', '/map']],
  ])('a sitemap that leads to %s', async (_name, chain) => {
    const index = (target: string) => ({
      body: `<sitemapindex><sitemap><loc>${server.url}${target}</loc></sitemap></sitemapindex>`,
      type: 'application/xml',
    });
    for (const [position, target] of chain.entries())
      server.routes.set(['/map', ...chain][position] ?? '', index(target));
    const knowledge = temporaryFolder();
    const outcomes = await importInto(knowledge, [`${server.url}/map`]);
    expect(outcomes).toEqual([
      {
        kind: 'failed',
        source: `${server.url}/map`,
        reason: expect.stringContaining('the sitemap leads back to itself'),
      },
    ]);
    expect(articleFiles(knowledge)).toEqual({});
  });

  test.each([
    ['a path that leads nowhere', 'nowhere.html', 'there is no such file or folder'],
    ['a scheme that is not fetched', 'ftp://example.org/a', 'its kind is "ftp:"'],
  ])('%s', async (_name, source, message) => {
    expect(await importInto(temporaryFolder(), [source])).toEqual([
      { kind: 'failed', source, reason: expect.stringContaining(message) },
    ]);
  });

  test('a folder without anything to import', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'picture.png'), png);
    expect(await importInto(temporaryFolder(), [folder])).toEqual([
      {
        kind: 'failed',
        source: folder,
        reason: expect.stringContaining('the folder holds no file that can be imported'),
      },
    ]);
  });
});

describe('a document that holds up its reader', () => {
  test('is given up at a limit, and the next one is read', async () => {
    const extractor = new PageExtractor(1_500);
    const origin = { source: 'a.html', url: null, base: 'file:///a.html', today: new Date() };
    const [hanging, page] = await Promise.allSettled([
      extractor.pdf(buildHangingPdf(), 'hang.pdf', new Date()),
      new PageExtractor().html(storyPage('Orchid'), origin),
    ]);
    expect(hanging).toMatchObject({
      status: 'rejected',
      reason: { message: 'Cannot import "hang.pdf": it takes more than 1.5 seconds to read' },
    });
    expect(page).toMatchObject({ status: 'fulfilled', value: { title: 'Orchid opens a shop' } });
    await extractor.close();
  });
});

test('one bad source stops no other', async () => {
  const folder = temporaryFolder();
  const knowledge = path.join(folder, 'knowledge');
  mkdirSync(knowledge);
  for (const [index, [, name, content]] of cases.entries())
    writeFileSync(path.join(folder, `${index}-${name}`), content);
  writeFileSync(path.join(folder, 'z.html'), storyPage('Orchid'));
  const outcomes = await importInto(knowledge, [folder]);
  expect(outcomes.filter(({ kind }) => kind === 'failed')).toHaveLength(cases.length);
  expect(outcomes.filter(({ kind }) => kind === 'written')).toHaveLength(1);
  expect(Object.keys(articleFiles(knowledge))).toEqual(['2024-05-orchid-opens-a-shop.md']);
  expect(readFileSync(path.join(knowledge, '2024-05-orchid-opens-a-shop.md'), 'utf8')).toContain('makers: [orchid]');
});
