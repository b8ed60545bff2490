import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** Prints to the process's own output, so it takes a process to read it. */
async function logged(code: string): Promise<Record<string, unknown>[]> {
  const source = `import { DiscordAPIError } from 'discord.js'; import { createLog } from './src/log.ts'; ${code}`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', source],
    { cwd: path.join(import.meta.dirname, '..') },
  );
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('the log holds an error’s kind and message, and neither secrets nor what was said', async () => {
  const lines = await logged(`
    const log = createLog('info', ['s3cr3t.token']);
    const request = { body: { content: 'what alice said' }, files: [] };
    const cause = new Error('inner s3cr3t.token');
    const refused = new DiscordAPIError({ code: 50035, message: 'Invalid Form Body' }, 50035, 400, 'POST', 'https://discord.com/api/v10/webhooks/1/interactiontoken', request);
    log.error({ err: refused }, 'cannot deliver');
    log.error({ err: new Error('the token s3cr3t.token is bad', { cause }) }, 'cannot');
    log.error({ err: Object.assign(new TypeError('x'), { code: 'ECONNRESET', question: 'what bob said' }) }, 'cannot');
    log.error({ err: 'what carol said' }, 'cannot');
    log.debug('not shown');
  `);
  expect(lines).toHaveLength(4);
  expect(lines.map(({ level }) => level)).toEqual(Array(4).fill('error'));
  expect(lines[0]?.err).toMatchObject({ message: 'Invalid Form Body', code: 50035 });
  expect(lines[1]?.err).toMatchObject({ type: 'Error', message: 'the token [secret] is bad' });
  expect(lines[2]?.err).toMatchObject({ type: 'TypeError', code: 'ECONNRESET' });
  expect(JSON.stringify(lines)).not.toMatch(/s3cr3t|said|interactiontoken/);
});
