import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { ImportError } from '../import-error.js';
import { guardedLookup, InwardAddressError } from './guarded-lookup.js';
import { isPublicAddress } from './public-address.js';
import { EncodingError, readBody, TooLargeError } from './read-body.js';

export const maximumRedirects = 5;
/** Of one document, unpacked. */
export const maximumDocumentBytes = 10 * 1024 * 1024;
/** For one document, from the first connection to the last byte, redirects included. */
export const fetchTimeoutMs = 15_000;

export interface FetchOptions {
  /** Names the program honestly: sites may turn it away. */
  readonly userAgent: string;
  /** Whether this machine's own addresses may be fetched: for tests only. @default false */
  readonly mayBeLoopback?: boolean;
  /** Sent as they are, for example If-None-Match. */
  readonly headers?: Readonly<Record<string, string>>;
  /** @default 15 s */
  readonly timeoutMs?: number;
  /** Called before every request, also of a redirect: throws to stop it. */
  readonly onRequest?: (url: URL) => Promise<void>;
  /** Content types that are wanted; others are refused before their body is read. Any when absent. */
  readonly contentTypes?: RegExp;
}

export interface FetchedDocument {
  /** The address after redirects. */
  readonly url: string;
  /** 200, or 304 when the document did not change. */
  readonly status: number;
  /** As the server sent it, with parameters; null when it sent none. */
  readonly contentType: string | null;
  readonly bytes: Buffer;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** The server's refusal, for callers that treat some of them differently. */
export class StatusError extends ImportError {
  constructor(
    source: string,
    readonly status: number,
    /** Value of Retry-After; null when absent. */
    readonly retryAfter: string | null,
  ) {
    const [found, remedy] = explainStatus(status);
    super(source, found, { remedy });
  }
}

/**
 * Fetches one document over HTTP or HTTPS from the public internet, within limits of time, size and redirects.
 * @throws {ImportError} Says what stopped it.
 */
export async function fetchDocument(address: string, options: FetchOptions): Promise<FetchedDocument> {
  const timeoutMs = options.timeoutMs ?? fetchTimeoutMs;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    let url = readAddress(address, address, options);
    for (let redirects = 0; ; redirects += 1) {
      await options.onRequest?.(url);
      const response = await request(url, options, signal);
      const status = response.statusCode ?? 0;
      const location = response.headers.location;
      if ([301, 302, 303, 307, 308].includes(status) && location !== undefined) {
        response.destroy();
        if (redirects >= maximumRedirects)
          throw new ImportError(address, `it redirects more than ${maximumRedirects} times`, {
            remedy: 'give the address that the page has in the end',
          });
        url = readAddress(location, address, options, url);
        continue;
      }
      if (status !== 200 && status !== 304) {
        response.destroy();
        throw new StatusError(address, status, response.headers['retry-after'] ?? null);
      }
      const contentType = response.headers['content-type'] ?? null;
      if (status === 200) checkContentType(address, contentType, options, response);
      return {
        url: url.href,
        status,
        contentType,
        bytes: status === 304 ? drop(response) : await readBody(response, maximumDocumentBytes),
        etag: response.headers.etag ?? null,
        lastModified: response.headers['last-modified'] ?? null,
      };
    }
  } catch (cause) {
    throw explainFailure(address, cause, { isLate: signal.aborted, timeoutMs });
  }
}

function drop(response: http.IncomingMessage): Buffer {
  response.destroy();
  return Buffer.alloc(0);
}

function readAddress(address: string, source: string, options: FetchOptions, base?: URL): URL {
  let url: URL;
  try {
    url = new URL(address, base);
  } catch (cause) {
    const found = base ? 'it redirects to something that is no web address' : 'that is no web address';
    throw new ImportError(source, found, { remedy: 'give one such as https://example.org/story', cause });
  }
  const where = base ? `it redirects to an address of the kind "${url.protocol}"` : `its kind is "${url.protocol}"`;
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new ImportError(source, where, { remedy: 'only http and https addresses are fetched' });
  if (url.username !== '' || url.password !== '')
    throw new ImportError(source, 'the address holds a user name or password', {
      remedy: 'give the address without it: a citation would show it to everyone',
    });
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A literal address is connected to without being looked up.
  if (isIP(host) !== 0 && !isPublicAddress(host, options)) throw new InwardAddressError(host);
  url.hash = '';
  return url;
}

function request(url: URL, options: FetchOptions, signal: AbortSignal): Promise<http.IncomingMessage> {
  const { request: start } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    start(
      url,
      {
        // No pool: a connection to one name is never used for another.
        agent: false,
        lookup: guardedLookup(options),
        signal,
        headers: {
          'user-agent': options.userAgent,
          accept:
            'text/html,application/xhtml+xml,application/pdf,application/rss+xml,application/atom+xml,text/plain,*/*;q=0.5',
          'accept-encoding': 'gzip, deflate, br',
          'accept-language': 'en,es,zh;q=0.9,*;q=0.5',
          ...options.headers,
        },
      },
      resolve,
    )
      .on('error', reject)
      .end();
  });
}

function checkContentType(
  source: string,
  contentType: string | null,
  { contentTypes }: FetchOptions,
  response: http.IncomingMessage,
): void {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!contentTypes || type === '' || contentTypes.test(type)) return;
  response.destroy();
  throw new ImportError(source, `it is of the kind "${type.slice(0, 60)}"`, {
    remedy: 'give a web page, a feed, a sitemap, a text or a PDF',
  });
}

function explainFailure(
  source: string,
  cause: unknown,
  { isLate, timeoutMs }: { isLate: boolean; timeoutMs: number },
): Error {
  if (cause instanceof ImportError) return cause;
  if (isLate)
    return new ImportError(source, `it did not arrive within ${timeoutMs / 1000} seconds`, {
      remedy: 'try again later, or save the page and import the file',
      cause,
    });
  if (cause instanceof InwardAddressError)
    return new ImportError(source, cause.message, { remedy: 'only public addresses are fetched', cause });
  if (cause instanceof TooLargeError)
    return new ImportError(source, `it has more than ${maximumDocumentBytes / 1024 / 1024} MB`, {
      remedy: 'give the address of the story itself',
      cause,
    });
  if (cause instanceof EncodingError)
    return new ImportError(source, cause.message, { remedy: 'try again later', cause });
  return new ImportError(source, explainConnection(cause as NodeJS.ErrnoException), {
    remedy: 'check the address and the connection, or try again later',
    cause,
  });
}

function explainConnection({ code = '', message }: NodeJS.ErrnoException): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its host has no address on the internet';
  if (code === 'ECONNREFUSED') return 'its host refuses the connection';
  if (code === 'ECONNRESET' || message === 'aborted') return 'the connection broke off';
  if (/CERT|SSL|TLS|SELF_SIGNED/.test(code)) return `its certificate is not valid (${code})`;
  if (code.startsWith('HPE_')) return 'its host does not speak HTTP';
  return `the connection failed (${code || message})`;
}

function explainStatus(status: number): [found: string, remedy: string] {
  if (status === 401 || status === 407)
    return [`it asks for a login (status ${status})`, 'save the page while logged in, and import the file'];
  if (status === 402)
    return ['it is behind a paywall (status 402)', 'save the page with your subscription, and import the file'];
  if (status === 403 || status === 451)
    return [`its host refuses to give it (status ${status})`, 'save the page with a browser, and import the file'];
  if (status === 404 || status === 410) return [`there is no such page (status ${status})`, 'check the address'];
  if (status === 429) return ['its host wants fewer requests (status 429)', 'try again later'];
  if (status >= 500) return [`its host has a fault (status ${status})`, 'try again later'];
  return [`its host answers with status ${status}`, 'check the address'];
}
