import { Worker } from 'node:worker_threads';
import type { ExtractJob, ExtractReply } from './extract-worker.js';
import { ImportError } from './import-error.js';
import type { ExtractedPage, PageOrigin } from './page/extract-page.js';
import type { PdfContent } from './pdf/read-pdf.js';

/** For one document: real ones take less than a second. */
const extractTimeoutMs = 20_000;
const maximumMemoryMb = 768;

/**
 * Takes pages and PDFs apart in a worker thread, which is ended when a document holds it up: a document made to hang or
 * to fill the memory costs its own import only.
 */
export class PageExtractor {
  private worker: Worker | null = null;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly timeoutMs = extractTimeoutMs) {}

  /** @throws {ImportError} */
  async html(html: string, origin: PageOrigin): Promise<ExtractedPage> {
    const reply = await this.inLine({ kind: 'html', html, origin }, origin.source);
    if (reply.kind !== 'html') throw new TypeError(`Cannot read "${origin.source}": the worker answered out of turn`);
    return reply.page;
  }

  /** @throws {ImportError} */
  async pdf(bytes: Uint8Array, source: string, today: Date): Promise<PdfContent> {
    const reply = await this.inLine({ kind: 'pdf', bytes, source, today }, source);
    if (reply.kind !== 'pdf') throw new TypeError(`Cannot read "${source}": the worker answered out of turn`);
    return reply.content;
  }

  async close(): Promise<void> {
    await this.last.catch(() => {});
    await this.worker?.terminate();
    this.worker = null;
  }

  private inLine(job: ExtractJob, source: string): Promise<ExtractReply> {
    const run = this.last.catch(() => {}).then(() => this.run(job, source));
    this.last = run;
    return run;
  }

  private run(job: ExtractJob, source: string): Promise<ExtractReply> {
    this.worker ??= new Worker(new URL('./start-extract-worker.mjs', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: maximumMemoryMb },
    });
    const worker = this.worker;
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        worker.off('message', onMessage);
        worker.off('error', onError);
        finish();
      };
      const abandon = (found: string, cause?: unknown) =>
        settle(() => {
          this.worker = null;
          // It may still report an error while it ends.
          worker.on('error', () => {});
          void worker.terminate();
          reject(
            new ImportError(source, found, {
              remedy: 'save its text as Markdown or plain text, and import that',
              cause,
            }),
          );
        });
      const onMessage = (reply: ExtractReply) =>
        settle(() => {
          if (reply.kind === 'refused') reject(new ImportError(source, reply.found, { remedy: reply.remedy }));
          else resolve(reply);
        });
      const onError = (cause: NodeJS.ErrnoException) =>
        abandon(
          cause.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'it needs too much memory to read' : 'it cannot be read',
          cause,
        );
      const timer = setTimeout(
        () => abandon(`it takes more than ${this.timeoutMs / 1000} seconds to read`),
        this.timeoutMs,
      );
      worker.on('message', onMessage);
      worker.on('error', onError);
      worker.postMessage(job);
    });
  }
}
