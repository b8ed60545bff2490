import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'dotenv';
import { beforeEach, describe, expect, test } from 'vitest';
import { setVariables } from '../../src/main/env-file.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
let file: string;
beforeEach(() => {
  file = path.join(makeFolder(), '.env');
});
const text = () => readFileSync(file, 'utf8');

describe('setVariables()', () => {
  test('makes a file that only its owner reads', () => {
    setVariables(file, { DISCORD_TOKEN: 'a.b.c', DISCORD_APPLICATION_ID: '1' });
    expect(text()).toBe('DISCORD_TOKEN=a.b.c\nDISCORD_APPLICATION_ID=1\n');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(path.dirname(file))).toEqual(['.env']);
  });

  test('changes its own lines in their places and keeps all others, comments and blank ones too', () => {
    writeFileSync(file, '# Mine\n\n# DISCORD_TOKEN=\nDISCORD_TOKEN=old\nOTHER_DISCORD_TOKEN=x\nDATA_DIR=data');
    chmodSync(file, 0o644);
    setVariables(file, { DISCORD_TOKEN: 'new', LOG_LEVEL: 'warn' });
    expect(text()).toBe(
      '# Mine\n\n# DISCORD_TOKEN=\nDISCORD_TOKEN=new\nOTHER_DISCORD_TOKEN=x\nDATA_DIR=data\nLOG_LEVEL=warn\n',
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
    setVariables(file, { LOG_LEVEL: 'info' });
    expect(parse(text())).toMatchObject({ DISCORD_TOKEN: 'new', LOG_LEVEL: 'info' });
  });
});
