import { parentPort } from 'node:worker_threads';
import { ImportError } from './import-error.js';
import { type ExtractedPage, extractPage, type PageOrigin } from './page/extract-page.js';
import { type PdfContent, readPdf } from './pdf/read-pdf.js';

export type ExtractJob =
  | { readonly kind: 'html'; readonly html: string; readonly origin: PageOrigin }
  | { readonly kind: 'pdf'; readonly bytes: Uint8Array; readonly source: string; readonly today: Date };

export type ExtractReply =
  | { readonly kind: 'html'; readonly page: ExtractedPage }
  | { readonly kind: 'pdf'; readonly content: PdfContent }
  | { readonly kind: 'refused'; readonly found: string; readonly remedy: string };

async function run(job: ExtractJob): Promise<ExtractReply> {
  try {
    return job.kind === 'html'
      ? { kind: 'html', page: extractPage(job.html, job.origin) }
      : { kind: 'pdf', content: await readPdf(job.bytes, job.source, job.today) };
  } catch (error) {
    if (error instanceof ImportError) return { kind: 'refused', found: error.found, remedy: error.remedy };
    const reason = error instanceof Error ? error.message : String(error);
    return {
      kind: 'refused',
      found: `it cannot be read (${reason.slice(0, 120)})`,
      remedy: 'save its text as Markdown or plain text, and import that',
    };
  }
}

const port = parentPort;
port?.on('message', (job: ExtractJob) => {
  void run(job).then((reply) => port.postMessage(reply));
});
