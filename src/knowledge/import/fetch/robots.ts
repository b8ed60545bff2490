import robotsModule from 'robots-parser';
import { ImportError } from '../import-error.js';
import { type FetchOptions, fetchDocument, StatusError } from './fetch-document.js';

interface Robot {
  isAllowed(url: string, userAgent: string): boolean | undefined;
  getCrawlDelay(userAgent: string): number | undefined;
}

// Its types describe a module with a default export; it is a function.
const robotsParser = robotsModule as unknown as (url: string, content: string) => Robot;

/** Longer waits that a site asks for are cut to this. Milliseconds. */
const longestDelayMs = 10_000;

/** What sites ask of robots, read once for each site. @see RFC 9309 */
export class RobotsRules {
  private readonly bySite = new Map<string, Promise<Robot>>();

  constructor(private readonly options: FetchOptions) {}

  /** @throws {ImportError} When the site asks robots to leave the address alone. */
  async check(url: URL, source: string): Promise<void> {
    const rules = await this.rulesOf(url);
    if (rules.isAllowed(url.href, this.options.userAgent) === false)
      throw new ImportError(source, `the robots.txt of ${url.host} asks programs to leave it alone`, {
        remedy: 'ask the site, or save the page with a browser and import the file',
      });
  }

  /** How long the site wants between two requests; 0 when it does not say. */
  async delayMs(url: URL): Promise<number> {
    const seconds = (await this.rulesOf(url)).getCrawlDelay(this.options.userAgent) ?? 0;
    return Math.min(Number.isFinite(seconds) ? seconds * 1000 : 0, longestDelayMs);
  }

  private rulesOf(url: URL): Promise<Robot> {
    const known = this.bySite.get(url.origin);
    if (known) return known;
    const reading = this.read(new URL('/robots.txt', url).href);
    this.bySite.set(url.origin, reading);
    return reading;
  }

  private async read(address: string): Promise<Robot> {
    try {
      const { bytes } = await fetchDocument(address, this.options);
      // RFC 9309 lets a robot stop after 500 KiB.
      return robotsParser(address, bytes.subarray(0, 512_000).toString('utf8'));
    } catch (error) {
      // No rules, or a file that cannot be had: a site with a fault must be left alone.
      const isFault = error instanceof StatusError && error.status >= 500;
      return robotsParser(address, isFault ? 'User-agent: *\nDisallow: /' : '');
    }
  }
}
