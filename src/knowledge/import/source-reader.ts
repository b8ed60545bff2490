import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  type FetchedDocument,
  type FetchOptions,
  fetchDocument,
  maximumDocumentBytes,
} from './fetch/fetch-document.js';
import { RobotsRules } from './fetch/robots.js';
import { type DocumentKind, identifyDocument, unpackFile } from './identify-document.js';
import { ImportError } from './import-error.js';

/** Scanned books apart, no file that holds an article is larger. */
const maximumFileBytes = 50 * 1024 * 1024;
/** Between two requests to one public host, unless its robots.txt asks for more. Milliseconds. */
const politeDelayMs = 500;
const wantedTypes =
  /^(?:text\/|application\/(?:pdf|xhtml\+xml|xml|rss\+xml|atom\+xml|rdf\+xml|octet-stream|(?:x-)?gzip)$|.*\+xml$)/;

/** One document as it came. */
export interface SourceDocument {
  /** The address or path that was asked for: named in messages. */
  readonly source: string;
  readonly kind: DocumentKind;
  readonly bytes: Buffer;
  /** The server's; null for files. */
  readonly contentType: string | null;
  /** The address it was fetched from, after redirects; null for files. */
  readonly url: string | null;
  /** For links to its other parts: its address, or a file: address. */
  readonly base: string;
  /** When it was last changed, as the server or the disk says; null when unknown. */
  readonly modified: Date | null;
}

/** Reads documents from the web, politely and within limits, and from the disk. */
export class SourceReader {
  private readonly robots: RobotsRules;
  private readonly nextRequestMs = new Map<string, number>();

  constructor(private readonly options: FetchOptions) {
    this.robots = new RobotsRules(options);
  }

  /** @throws {ImportError} */
  async fetch(address: string): Promise<SourceDocument> {
    return this.toDocument(address, await this.request(address, {}));
  }

  /**
   * Fetches a document unless it is the one that is known by its validators.
   * @param validators If-None-Match and If-Modified-Since, as far as they are known.
   * @returns Null when it did not change.
   * @throws {ImportError}
   */
  async fetchIfChanged(
    address: string,
    validators: Readonly<Record<string, string>>,
  ): Promise<{ document: SourceDocument; etag: string | null; lastModified: string | null } | null> {
    const fetched = await this.request(address, validators);
    if (fetched.status === 304) return null;
    return { document: this.toDocument(address, fetched), etag: fetched.etag, lastModified: fetched.lastModified };
  }

  private request(address: string, headers: Readonly<Record<string, string>>): Promise<FetchedDocument> {
    return fetchDocument(address, {
      ...this.options,
      headers,
      contentTypes: wantedTypes,
      onRequest: async (url) => {
        await this.robots.check(url, address);
        await this.waitForTurn(url);
      },
    });
  }

  private toDocument(address: string, document: FetchedDocument): SourceDocument {
    const bytes = unpackFile(document.bytes, address, maximumDocumentBytes);
    const modified = document.lastModified === null ? null : new Date(document.lastModified);
    return {
      source: address,
      kind: identifyDocument(bytes, address, { contentType: document.contentType }),
      bytes,
      contentType: document.contentType,
      url: document.url,
      base: document.url,
      modified: modified && Number.isNaN(modified.getTime()) ? null : modified,
    };
  }

  /** @throws {ImportError} */
  async readFile(filePath: string): Promise<SourceDocument> {
    const { bytes, modified } = await readBytes(filePath);
    const extension = path.extname(filePath).slice(1).toLowerCase();
    return {
      source: filePath,
      kind: identifyDocument(bytes, filePath, extension === '' ? {} : { extension }),
      bytes,
      contentType: null,
      url: null,
      base: pathToFileURL(filePath).href,
      modified,
    };
  }

  private async waitForTurn(url: URL): Promise<void> {
    const asked = await this.robots.delayMs(url);
    const now = Date.now();
    const turn = Math.max(now, this.nextRequestMs.get(url.host) ?? 0);
    const delay = asked > 0 ? asked : this.options.mayBeLoopback === true ? 0 : politeDelayMs;
    this.nextRequestMs.set(url.host, turn + delay);
    if (turn > now) await pause(turn - now);
  }
}

async function readBytes(filePath: string): Promise<{ bytes: Buffer; modified: Date }> {
  try {
    const { size, mtime } = await stat(filePath);
    if (size > maximumFileBytes)
      throw new ImportError(
        filePath,
        `it has ${Math.round(size / 1048576)} MB, the limit is ${maximumFileBytes / 1048576} MB`,
        {
          remedy: 'cut out the part that matters',
        },
      );
    const handle = await open(filePath, 'r');
    try {
      return { bytes: await handle.readFile(), modified: mtime };
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (cause instanceof ImportError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code;
    const found =
      code === 'ENOENT'
        ? 'there is no such file or folder'
        : code === 'EACCES'
          ? 'it may not be read'
          : `it cannot be read (${code})`;
    throw new ImportError(filePath, found, {
      remedy: 'check the path, or write a web address with http:// or https://',
      cause,
    });
  }
}
