import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { StatesideError } from '../../src/error.js';

const run = promisify(execFile);
const browsers = ['chromium', 'chromium-browser', 'google-chrome'];

/** Takes a picture of a page at a width in CSS pixels; as high as the page. @throws {StatesideError} Without Chromium. */
export async function screenshot(html: string, width: number, file: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'stateside-picture-'));
  const page = path.join(folder, 'page.html');
  writeFileSync(page, html);
  const base = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    `--user-data-dir=${folder}/profile`,
  ];
  try {
    const height = await measure(html, width, folder, base);
    await browse([...base, `--window-size=${width},${height}`, `--screenshot=${file}`, `file://${page}`]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(html: string, width: number, folder: string, base: readonly string[]): Promise<number> {
  const page = path.join(folder, 'measure.html');
  // Chromium's window has a least width, so the page is measured inside a frame of the wanted one.
  const inner = html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  writeFileSync(
    page,
    `<iframe style="border:0;width:${width}px;height:10px" srcdoc="${inner}" onload="document.title=this.contentDocument.documentElement.scrollHeight;document.body.dataset.height=document.title"></iframe>`,
  );
  const { stdout } = await browse([...base, '--virtual-time-budget=2000', '--dump-dom', `file://${page}`]);
  return Math.min(4_000, Math.max(120, Number(/data-height="(\d+)"/.exec(stdout)?.[1] ?? 1_200)));
}

async function browse(options: readonly string[]): Promise<{ stdout: string }> {
  for (const browser of browsers) {
    try {
      return await run(browser, [...options], { timeout: 60_000, maxBuffer: 32 * 1024 * 1024 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw new StatesideError('Cannot draw the pictures: Chromium was not found', {
    remedy: 'install it (Debian: "apt-get install chromium fonts-noto-cjk fonts-noto-color-emoji")',
  });
}
