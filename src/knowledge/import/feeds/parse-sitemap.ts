import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { ImportError } from '../import-error.js';

export interface Sitemap {
  /** Whether the addresses lead to further sitemaps instead of pages. */
  readonly isIndex: boolean;
  readonly addresses: readonly string[];
}

/**
 * Reads a sitemap or an index of sitemaps. @see https://www.sitemaps.org/protocol.html
 * @throws {ImportError} When its XML is broken (says where) or it lists nothing.
 */
export function parseSitemap(xml: string, source: string, base: string | null): Sitemap {
  const problem = XMLValidator.validate(xml);
  if (problem !== true)
    throw new ImportError(
      source,
      `the sitemap's XML is broken in line ${problem.err.line} (${problem.err.msg.slice(0, 120)})`,
      {
        remedy: 'tell the site, or give the addresses of the stories',
      },
    );
  const parser = new XMLParser({
    removeNSPrefix: true,
    parseTagValue: false,
    isArray: (name) => name === 'url' || name === 'sitemap',
  });
  const root = parser.parse(xml) as { urlset?: { url?: Entry[] }; sitemapindex?: { sitemap?: Entry[] } };
  const isIndex = root.sitemapindex !== undefined && root.sitemapindex !== null;
  const entries = isIndex ? root.sitemapindex?.sitemap : root.urlset?.url;
  const addresses = [...new Set((entries ?? []).flatMap(({ loc }) => resolve(loc, base)))];
  if (addresses.length === 0)
    throw new ImportError(source, 'the sitemap lists no addresses', { remedy: 'give the addresses of the stories' });
  return { isIndex, addresses };
}

interface Entry {
  readonly loc?: unknown;
}

function resolve(loc: unknown, base: string | null): string[] {
  if (typeof loc !== 'string') return [];
  try {
    return [new URL(loc.trim(), base ?? undefined).href];
  } catch {
    return [];
  }
}
