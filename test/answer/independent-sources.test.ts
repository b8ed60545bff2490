import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AnswerEngine } from '../../src/answer/answer-question.js';
import type { OpenedIndex } from '../../src/retrieval/open-index.js';
import { writeArticle } from '../support/articles.js';
import { openFolder } from '../support/index-folder.js';
import { phoneArticles, writePhoneCorpus } from '../support/phone-corpus.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const folder = useTemporaryFolders()();
const knowledge = path.join(folder, 'knowledge');
const original = phoneArticles.find(({ id }) => id === '2018-01-verizon-drops-huawei');
let index: OpenedIndex;
let engine: AnswerEngine;

beforeAll(async () => {
  writePhoneCorpus(knowledge);
  const keys = { makers: '[huawei]', topics: '[carriers]' };
  // A syndicated copy, two retellings of one report, and a report of its own.
  writeArticle(
    knowledge,
    'copy.md',
    {
      ...keys,
      title: 'Huawei phone dropped by Verizon',
      publisher: 'Another Paper',
      published: '"2018-01-31"',
      url: 'https://copy.example.org/a',
    },
    `${original?.text} Verizon dropped the Huawei phone within a week because a senator had called twice.\n`,
  );
  const asked = { questions: '["Why did T-Mobile refuse to sell the Huawei Mate 20?"]' };
  const retelling = (publisher: string, text: string) => ({
    ...keys,
    ...asked,
    title: `T-Mobile and the Mate 20, by ${publisher}`,
    publisher: `"${publisher} (citing Wirehouse)"`,
    published: '"2019-02"',
    url: `https://${publisher.toLowerCase()}.example.org/a`,
    text,
  });
  for (const { text, ...front } of [
    retelling(
      'Alpha',
      'T-Mobile refused to sell the Huawei Mate 20 for $649 in Boise, because its bank Larkfield had asked for that.',
    ),
    retelling(
      'Beta',
      'Why T-Mobile refuses to sell the Huawei Mate 20 of $649 is known now: because Larkfield lends it money. T-Mobile will refuse to sell the Huawei Mate 20 in Boise all year.',
    ),
  ])
    writeArticle(knowledge, `${front.publisher.slice(1, 6).trim()}.md`, front, `${text}\n`);
  writeArticle(
    knowledge,
    'own.md',
    {
      ...keys,
      ...asked,
      title: 'T-Mobile on the Mate 20',
      publisher: 'Gamma',
      published: '"2019-02"',
      url: 'https://gamma.example.org/a',
    },
    'T-Mobile told Gamma that it refused to sell the Huawei Mate 20 because nobody in Idaho had ever asked for one.\n',
  );
  index = await openFolder(folder);
  expect(index.rejected).toEqual([]);
  engine = await AnswerEngine.create(index);
});

afterAll(() => index.close());

const citedBy = async (text: string, wantsMore = false) => {
  const { answer } = await engine.answer({ text, wantsMore });
  if (answer.kind !== 'answered') throw new Error(`not answered: ${answer.text}`);
  return { answer, ids: new Set(answer.citations.map(({ articleId }) => articleId)) };
};

describe('an answer', () => {
  test('quotes one of two copies', async () => {
    for (const wantsMore of [false, true]) {
      const { ids } = await citedBy('Why did Verizon drop Huawei?', wantsMore);
      expect(ids.has('2018-01-verizon-drops-huawei') && ids.has('copy')).toBe(false);
    }
  });

  test('quotes one of two retellings of a report, beside what was found out independently, and counts them so', async () => {
    const { answer, ids } = await citedBy('Why did T-Mobile refuse to sell the Huawei Mate 20?', true);
    expect(ids.has('own')).toBe(true);
    expect([...ids].filter((id) => id === 'Alpha' || id === 'Beta')).toHaveLength(1);
    expect(answer.independentSources).toBe(ids.size);
  });
});
