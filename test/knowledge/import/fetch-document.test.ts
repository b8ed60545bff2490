import { lookup } from 'node:dns';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type FetchOptions, fetchDocument } from '../../../src/knowledge/import/fetch/fetch-document.js';
import { RobotsRules } from '../../../src/knowledge/import/fetch/robots.js';
import { type Route, WebServer } from '../../support/web-server.js';

vi.mock('node:dns', async (importOriginal) => {
  const dns = await importOriginal<typeof import('node:dns')>();
  return { ...dns, lookup: vi.fn(dns.lookup) };
});

const options: FetchOptions = { userAgent: 'Stateside/0.0.0 (test)', mayBeLoopback: true };
let server: WebServer;

beforeEach(async () => {
  server = await WebServer.start();
});

afterEach(async () => {
  await server.close();
});

function serve(path: string, route: Route): string {
  server.routes.set(path, route);
  return `${server.url}${path}`;
}

/** Lets a name have given addresses, one list for each time it is looked up. */
function resolveAs(...answers: readonly (readonly string[])[]): void {
  let count = 0;
  vi.mocked(lookup).mockImplementation(((_name: string, _options: unknown, callback: (...parts: unknown[]) => void) => {
    const addresses = answers[Math.min(count, answers.length - 1)] ?? [];
    count += 1;
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }) as never);
}

const fetching = (address: string, more: Partial<FetchOptions> = {}) => fetchDocument(address, { ...options, ...more });

describe('fetchDocument()', () => {
  test('gives the bytes, the kind and the address, and names itself', async () => {
    const document = await fetching(serve('/a', { body: 'Hello', headers: { etag: '"1"' } }));
    expect(document).toMatchObject({ url: `${server.url}/a`, contentType: 'text/html; charset=utf-8', etag: '"1"' });
    expect(document.bytes.toString()).toBe('Hello');
    expect(server.requests[0]?.headers['user-agent']).toBe(options.userAgent);
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('unpacks %s', async (encoding, pack) => {
    const address = serve('/a', { body: pack(Buffer.from('Hello')), headers: { 'content-encoding': encoding } });
    expect((await fetching(address)).bytes.toString()).toBe('Hello');
  });

  test.each([
    ['ftp://example.org/a', 'its kind is "ftp:"'],
    ['file:///etc/passwd', 'its kind is "file:"'],
    ['data:text/html,x', 'its kind is "data:"'],
    ['http://user:secret@example.org/', 'the address holds a user name or password'],
    ['http://', 'that is no web address'],
  ])('refuses %s', async (address, found) => {
    await expect(fetching(address)).rejects.toThrow(`Cannot import "${address}": ${found}`);
  });

  test.each([
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://169.254.169.254/latest/',
    'http://[::ffff:10.0.0.1]/',
    'http://0/',
  ])('refuses %s, which points inward', async (address) => {
    await expect(fetching(address, { mayBeLoopback: false })).rejects.toThrow('is not on the public internet');
  });

  test('refuses a name that has an inward address among its addresses', async () => {
    resolveAs(['93.184.216.34', '10.0.0.7']);
    await expect(fetching('http://intranet.example/')).rejects.toThrow('it leads to 10.0.0.7');
  });

  test('refuses a name whose address turns inward between two requests', async () => {
    const { port } = new URL(server.url);
    serve('/', (_request, response) => response.writeHead(302, { location: '/next' }).end());
    serve('/next', 'secret');
    resolveAs(['127.0.0.1'], ['192.168.0.1']);
    await expect(fetching(`http://rebinding.example:${port}/`)).rejects.toThrow('it leads to 192.168.0.1');
    expect(server.paths).toEqual(['/']);
  });

  test('refuses a redirect that leads inward, to a literal address or another scheme', async () => {
    const inward = serve('/in', (_request, response) =>
      response.writeHead(302, { location: 'http://10.0.0.1/' }).end(),
    );
    await expect(fetching(inward)).rejects.toThrow('it leads to 10.0.0.1');
    const scheme = serve('/file', (_request, response) =>
      response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    );
    await expect(fetching(scheme)).rejects.toThrow('it redirects to an address of the kind "file:"');
  });

  test('follows five redirects and not six', async () => {
    for (let number = 1; number <= 6; number += 1)
      serve(`/${number}`, (_request, response) => response.writeHead(302, { location: `/${number - 1}` }).end());
    serve('/0', 'Arrived');
    expect((await fetching(`${server.url}/5`)).bytes.toString()).toBe('Arrived');
    await expect(fetching(`${server.url}/6`)).rejects.toThrow('it redirects more than 5 times');
  });

  test.each([
    ['a body', { body: Buffer.alloc(10 * 1024 * 1024 + 1, 97) }],
    ['a bomb', { body: gzipSync(Buffer.alloc(200 * 1024 * 1024)), headers: { 'content-encoding': 'gzip' } }],
  ] as const)('stops %s of more than 10 MB', async (_name, page) => {
    await expect(fetching(serve('/a', page))).rejects.toThrow('it has more than 10 MB');
  });

  test('stops a stream without end, fast or slow', async () => {
    const fast = serve('/fast', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const pour = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 97)));
        response.once('drain', pour);
      };
      pour();
    });
    await expect(fetching(fast)).rejects.toThrow('it has more than 10 MB');
    const slow = serve('/slow', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const timer = setInterval(() => response.write('a'), 20);
      response.on('close', () => clearInterval(timer));
    });
    await expect(fetching(slow, { timeoutMs: 300 })).rejects.toThrow('it did not arrive within 0.3 seconds');
  });

  test('counts redirects into the time', async () => {
    for (const number of [0, 1, 2, 3, 4])
      serve(`/${number}`, (_request, response) => {
        setTimeout(() => response.writeHead(302, { location: `/${number + 1}` }).end(), 150);
      });
    await expect(fetching(`${server.url}/0`, { timeoutMs: 400 })).rejects.toThrow(
      'it did not arrive within 0.4 seconds',
    );
  });

  test('refuses what is no text before reading it', async () => {
    const address = serve('/a', { body: 'x', type: 'image/png' });
    await expect(fetching(address, { contentTypes: /^text\// })).rejects.toThrow('it is of the kind "image/png"');
  });

  test.each([
    ['damaged', { 'content-encoding': 'gzip' }, 'its compressed body is damaged'],
    ['odd', { 'content-encoding': 'compress' }, 'its body is packed as "compress"'],
  ])('says so when a body is %s', async (_name, headers, found) => {
    await expect(fetching(serve('/a', { body: 'no gzip at all', headers }))).rejects.toThrow(found);
  });

  test.each([
    [401, 'it asks for a login'],
    [402, 'it is behind a paywall'],
    [403, 'its host refuses to give it'],
    [404, 'there is no such page'],
    [429, 'its host wants fewer requests'],
    [503, 'its host has a fault'],
  ])('explains status %i', async (status, found) => {
    await expect(fetching(serve('/a', { body: '', status }))).rejects.toThrow(found);
  });

  test('explains a connection that is refused or breaks off, and a host without address', async () => {
    const closed = await WebServer.start();
    await closed.close();
    await expect(fetching(`${closed.url}/`)).rejects.toThrow('its host refuses the connection');
    const broken = serve('/a', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': '100' });
      response.write('a', () => response.destroy());
    });
    await expect(fetching(broken)).rejects.toThrow('the connection broke off');
    vi.mocked(lookup).mockImplementation(((_name: string, _options: unknown, callback: (error: Error) => void) =>
      callback(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }))) as never);
    await expect(fetching('http://nowhere.example/')).rejects.toThrow('its host has no address on the internet');
  });
});

describe('RobotsRules', () => {
  const check = (path: string) => new RobotsRules(options).check(new URL(`${server.url}${path}`), 'the source');

  test('keeps out of what robots.txt forbids, for everyone or by name, and into the rest', async () => {
    server.routes.set('/robots.txt', 'User-agent: Stateside\nDisallow: /private\n\nUser-agent: *\nDisallow: /all');
    await expect(check('/private/a')).rejects.toThrow('Cannot import "the source": the robots.txt of');
    await expect(check('/open')).resolves.toBeUndefined();
    server.routes.set('/robots.txt', 'User-agent: *\nDisallow: /');
    await expect(check('/open')).rejects.toThrow('asks programs to leave it alone');
  });

  test('goes everywhere when there is no robots.txt, and nowhere when the site has a fault', async () => {
    await expect(check('/open')).resolves.toBeUndefined();
    server.routes.set('/robots.txt', { body: '', status: 503 });
    await expect(check('/open')).rejects.toThrow('asks programs to leave it alone');
  });

  test('reads it once for each site, and the wait that it asks for', async () => {
    server.routes.set('/robots.txt', 'User-agent: *\nCrawl-delay: 2');
    const rules = new RobotsRules(options);
    await rules.check(new URL(`${server.url}/a`), 'a');
    await rules.check(new URL(`${server.url}/b`), 'b');
    expect(await rules.delayMs(new URL(server.url))).toBe(2000);
    expect(server.requests.map(({ url }) => url)).toEqual(['/robots.txt']);
  });
});
