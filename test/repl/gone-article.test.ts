import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import picocolors from 'picocolors';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AnswerEngine } from '../../src/answer/answer-question.js';
import { Session } from '../../src/repl/session.js';
import type { OpenedIndex } from '../../src/retrieval/open-index.js';
import { openFolder } from '../support/index-folder.js';
import { phoneArticles, writePhoneArticle, writePhoneCorpus } from '../support/phone-corpus.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const verizon = 'Why did Verizon drop Huawei?';
const original = phoneArticles.find(({ id }) => id === '2018-01-verizon-drops-huawei');
let knowledge: string;
let file: string;
let index: OpenedIndex;
let session: Session;

beforeEach(async () => {
  const folder = makeFolder();
  knowledge = path.join(folder, 'knowledge');
  writePhoneCorpus(knowledge);
  file = path.join(knowledge, `${original?.id}.md`);
  index = await openFolder(folder);
  session = new Session({
    engine: await AnswerEngine.create(index),
    store: index.store,
    glossary: index.glossary,
    colors: picocolors.createColors(false),
    width: () => 100,
    areBriefs: false,
    json: false,
  });
});

afterEach(() => index.close());

const say = async (line: string) => (await session.handle(line)).text;

test.each([
  ['removed', () => rmSync(file)],
  ['renamed', () => renameSync(file, path.join(knowledge, 'other.md'))],
  [
    'changed',
    () => {
      if (original) writePhoneArticle(knowledge, { ...original, text: 'Verizon kept its plan.' });
    },
  ],
])('an article that is %s while the prompt runs is not cited, nor shown as it was', async (_name, change) => {
  expect(await say(verizon)).toContain('Verizon dropped its plan');
  change();
  expect(await say(':passage 1')).toContain('its article was changed or withdrawn since; ask again');
  expect(await say(verizon)).not.toContain('Verizon dropped its plan');
  await say(':reset');
  expect(await say('Why did the Commerce Department ban exports to ZTE?')).toContain('[1]');
});

test('an article whose front matter alone is edited is still cited', async () => {
  if (original) writePhoneArticle(knowledge, { ...original, title: 'A better title for the same text' });
  expect(await say(verizon)).toContain('Verizon dropped its plan');
});

test('a folder that is gone altogether leaves a prompt that says it has no answer', async () => {
  rmSync(knowledge, { recursive: true });
  expect(await say(verizon)).toContain("My sources don't say.");
});
