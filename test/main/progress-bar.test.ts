import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { progressBar } from '../../src/main/progress-bar.js';

function newOutput(isTTY: boolean) {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  return { output: Object.assign(stream, { isTTY }), written };
}

describe('progressBar()', () => {
  test('draws over one line of a terminal and wipes it away', () => {
    const { output, written } = newOutput(true);
    const bar = progressBar(output);
    bar.update({ stage: 'reading', done: 0, total: 4 });
    bar.update({ stage: 'reading', done: 2, total: 4 });
    bar.update({ stage: 'reading', done: 2, total: 4 });
    bar.update({ stage: 'linking', done: 4, total: 4 });
    bar.clear();
    expect(written).toHaveLength(4);
    expect(written.every((text) => text.startsWith('\r\u001b[2K') && !text.includes('\n'))).toBe(true);
    expect(written[1]).toContain('Reading articles');
    expect(written[1]).toContain(`${'█'.repeat(12)}${'░'.repeat(12)} 2/4`);
    expect(written[2]).toContain('█'.repeat(24));
    expect(written[3]).toBe('\r\u001b[2K');
  });

  test('has nothing to wipe when nothing was drawn, and copes with a total of zero', () => {
    const { output, written } = newOutput(true);
    progressBar(output).clear();
    expect(written).toEqual([]);
    progressBar(output).update({ stage: 'embedding', done: 0, total: 0 });
    expect(written[0]).toContain('0/0');
  });

  test('says once that it is indexing where there is no terminal', () => {
    const { output, written } = newOutput(false);
    const bar = progressBar(output);
    for (const stage of ['reading', 'fitting', 'embedding', 'linking'] as const)
      for (let done = 0; done < 3; done += 1) bar.update({ stage, done, total: 3 });
    bar.clear();
    expect(written).toEqual(['Indexing the articles …\n']);
  });

  test('says that it waits for another process, once', () => {
    const { output, written } = newOutput(false);
    const bar = progressBar(output);
    for (let turn = 0; turn < 3; turn += 1) bar.update({ stage: 'waiting', done: 0, total: 0 });
    expect(written).toEqual(['Waiting for another process that is indexing …\n']);
  });
});
