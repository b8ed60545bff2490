import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/answer/answer.js';
import type { OpenedIndex } from '../../../src/retrieval/open-index.js';
import { writeArticle } from '../../support/articles.js';
import { generatingEngine } from '../../support/models/generation.js';
import { ModelServer } from '../../support/models/model-server.js';
import { readScript } from '../../support/models/script.js';
import { openInThread } from '../../support/open-in-thread.js';
import { writePhoneCorpus } from '../../support/phone-corpus.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const english = 'Verizon may sell the Honor 8 again in 2019, George Zhao of Honor hoped in June 2018.';
const spanish = 'Verizon podría volver a vender el Honor 8 en 2019, esperaba George Zhao, de Honor, en junio de 2018.';
const question = '¿Volverá Verizon a vender el Honor 8?';
let index: OpenedIndex;
let server: ModelServer;

beforeAll(async () => {
  const folder = makeFolder();
  const knowledge = path.join(folder, 'knowledge');
  writePhoneCorpus(knowledge);
  writeArticle(
    knowledge,
    '2018-06-honor-verizon.md',
    {
      title: 'Honor hopes for Verizon',
      published: '2018-06',
      questions: '[{Verizon may: ["Will Verizon sell the Honor 8 again?", "¿Volverá Verizon a vender el Honor 8?"]}]',
      translations: `[{Verizon may: {es: "${spanish}"}}]`,
    },
    `${english} Nobody at Verizon would comment on the Honor 8.\n`,
  );
  index = await openInThread(folder);
});
afterAll(() => index.close());
beforeEach(async () => {
  server = await ModelServer.start(readScript('good'));
});
afterEach(() => server.stop());

/** Asks in Spanish a model that says this, resting on the first sentence it is shown. */
async function ask(...texts: readonly string[]): Promise<Extract<Answer, { kind: 'answered' }>> {
  server.play({
    about: 'Written in the test',
    replies: [{ claims: texts.map((text) => ({ text, ids: [1] })) }],
  });
  const { answer } = await (await generatingEngine(index, server, 'openai')).answer({ text: question });
  if (answer.kind !== 'answered') throw new Error(answer.text);
  return answer;
}

describe('a model that is asked in a language into which the article is translated', () => {
  test('is shown the translation in the place of the sentence', async () => {
    await ask(spanish);
    expect(server.requests[0]?.prompt).toContain(spanish);
    expect(server.requests[0]?.prompt).not.toContain(english);
    // What nobody has translated it is shown as it is.
    expect(server.requests[0]?.prompt).toContain('Nobody at Verizon would comment');
  });

  test('answers in the words of the translation, and the original is what is quoted', async () => {
    const claim =
      'George Zhao, de Honor, esperaba en junio de 2018 que Verizon podría volver a vender el Honor 8 en 2019.';
    const answer = await ask(claim);
    expect(answer).toMatchObject({ mode: 'generated', claims: [{ text: claim, citations: [1] }] });
    expect(answer.citations[0]?.quote).toBe(english);
  });

  test.each([
    [
      'is surer than that',
      'Verizon volverá a vender el Honor 8 en 2019, esperaba George Zhao, de Honor, en junio de 2018.',
    ],
    [
      'names another',
      'Sprint podría volver a vender el Honor 8 en 2019, esperaba George Zhao, de Honor, en junio de 2018.',
    ],
    [
      'has words of its own',
      'Verizon podría estrenar el Honor 8 en 2019, esperaba George Zhao, de Honor, en junio de 2018.',
    ],
  ])('and whose sentence %s has it left out beside one that is proven', async (_, text) => {
    const proven = 'Verizon podría volver a vender el Honor 8 en 2019, esperaba George Zhao.';
    const answer = await ask(text, proven);
    expect(answer.claims.map((claim) => claim.text)).toEqual([proven]);
    expect(answer.text).not.toContain(text);
  });

  test('has the translation put in the place of what stays unproven', async () => {
    const comment = 'Nobody at Verizon would comment on the Honor 8.';
    server.play({
      about: 'Written in the test',
      replies: [
        {
          claims: [
            { text: comment, ids: [2] },
            { text: 'Sprint volverá a vender el Honor 8.', ids: [1] },
          ],
        },
      ],
    });
    const { answer } = await (await generatingEngine(index, server, 'openai')).answer({ text: question });
    if (answer.kind !== 'answered') throw new Error(answer.text);
    expect(answer.claims.map(({ text }) => text)).toEqual([comment, spanish]);
    expect(answer.citations.map(({ quote }) => quote)).toContain(english);
  });
});
