import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { decodeText } from './decode-text.js';
import { type FeedItem, parseFeed } from './feeds/parse-feed.js';
import { parseSitemap } from './feeds/parse-sitemap.js';
import { importableExtensions } from './identify-document.js';
import { ImportError } from './import-error.js';
import type { SourceDocument, SourceReader } from './source-reader.js';

/** More addresses than this are an archive, not a hand-picked source. */
const maximumAddresses = 2_000;
const maximumSitemaps = 50;

/** One document that is to become an article. */
export interface ImportJob {
  /** Named in messages. */
  readonly source: string;
  readonly load: () => Promise<SourceDocument>;
  /** What a feed says of the story. */
  readonly announced: (Omit<FeedItem, 'url'> & { readonly publisher: string | null }) | null;
}

/**
 * Turns what the operator names into documents: a folder into its files, a feed and a sitemap into the pages they list.
 * @throws {ImportError} When the source itself cannot be read; nothing of it is imported then.
 */
export async function expandSource(source: string, reader: SourceReader, today: Date): Promise<ImportJob[]> {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(source)) return expandDocument(await reader.fetch(source), reader, today);
  const filePath = path.resolve(source);
  const stats = await stat(filePath).catch(() => null);
  if (!stats?.isDirectory()) return expandDocument(await reader.readFile(filePath), reader, today);
  const files = await listFiles(filePath);
  if (files.length === 0)
    throw new ImportError(source, 'the folder holds no file that can be imported', {
      remedy: `files end in ${importableExtensions.map((extension) => `.${extension}`).join(', ')}`,
    });
  return files.map((file) => ({ source: file, load: () => reader.readFile(file), announced: null }));
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: string[] = [];
  // The first page of a story has the shortest name: "story.html" before "story-2.html".
  for (const entry of entries.sort((a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1))) {
    const entryPath = path.join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    // What a browser saves beside a page: pictures and scripts.
    if (entry.isDirectory()) {
      if (!/_files$/.test(entry.name)) files.push(...(await listFiles(entryPath)));
    } else if (entry.isFile() && importableExtensions.includes(path.extname(entry.name).slice(1).toLowerCase())) {
      if (!/^readme\./i.test(entry.name)) files.push(entryPath);
    }
  }
  return files;
}

async function expandDocument(document: SourceDocument, reader: SourceReader, today: Date): Promise<ImportJob[]> {
  const { source, kind } = document;
  if (kind === 'feed') {
    const feed = parseFeed(decode(document), source, document.url, today);
    return feed.items.map((item) => ({
      source: item.url,
      load: () => reader.fetch(item.url),
      announced: { ...item, publisher: feed.title },
    }));
  }
  if (kind === 'sitemap') {
    const addresses = await readSitemaps(document, reader);
    return addresses.map((address) => ({ source: address, load: () => reader.fetch(address), announced: null }));
  }
  return [{ source, load: async () => document, announced: null }];
}

/** All pages that a sitemap and those it leads to list. @throws {ImportError} When they lead back to each other. */
async function readSitemaps(first: SourceDocument, reader: SourceReader): Promise<string[]> {
  const pages = new Set<string>();
  let count = 0;
  const read = async (document: SourceDocument, trail: readonly string[]): Promise<void> => {
    count += 1;
    if (count > maximumSitemaps)
      throw new ImportError(first.source, `the sitemap leads to more than ${maximumSitemaps} others`, {
        remedy: 'give the one that lists the stories',
      });
    const sitemap = parseSitemap(decode(document), document.source, document.url);
    if (!sitemap.isIndex) {
      for (const address of sitemap.addresses) pages.add(address);
      if (pages.size > maximumAddresses)
        throw new ImportError(first.source, `the sitemap lists more than ${maximumAddresses} addresses`, {
          remedy: 'give a smaller one, or the addresses of the stories',
        });
      return;
    }
    const here = [...trail, document.url ?? document.source];
    for (const address of sitemap.addresses) {
      if (here.includes(address))
        throw new ImportError(first.source, `the sitemap leads back to itself (${address})`, {
          remedy: 'give the one that lists the stories',
        });
      const next = await reader.fetch(address);
      if (next.url !== null && here.includes(next.url))
        throw new ImportError(first.source, `the sitemap leads back to itself (${next.url})`, {
          remedy: 'give the one that lists the stories',
        });
      if (next.kind !== 'sitemap')
        throw new ImportError(first.source, `the sitemap leads to ${address}, which is no sitemap`, {
          remedy: 'give the one that lists the stories',
        });
      await read(next, here);
    }
  };
  await read(first, []);
  return [...pages];
}

function decode({ bytes, source, contentType }: SourceDocument): string {
  return decodeText(bytes, source, { contentType });
}
