import path from 'node:path';
import stringWidth from 'string-width';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AnswerEngine } from '../../src/answer/answer-question.js';
import { renderExplanation } from '../../src/repl/render-explanation.js';
import type { OpenedIndex } from '../../src/retrieval/open-index.js';
import { unsafeCharacters } from '../support/contract.js';
import { openInThread } from '../support/open-in-thread.js';
import { writePhoneCorpus } from '../support/phone-corpus.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
let index: OpenedIndex;
let engine: AnswerEngine;

beforeAll(async () => {
  const folder = makeFolder();
  writePhoneCorpus(path.join(folder, 'knowledge'));
  index = await openInThread(folder);
  engine = await AnswerEngine.create(index);
});
afterAll(() => index.close());

const explain = async (text: string, width = 80) => renderExplanation(await engine.answer({ text }), width);

describe('renderExplanation()', () => {
  test('tells how the question was read, the decision, and each passage’s score by part', async () => {
    const text = await explain('Why did Verison drop Huawei phones?');
    expect(text).toContain('Question: Why did Verison drop Huawei phones?');
    expect(text).toContain('Language: en; asks for: reason');
    expect(text).toContain('Makers: huawei');
    expect(text).toMatch(/Looked up \(with weights\): .*Huawei \d+\.\d/s);
    expect(text.replace(/\s+/g, ' ')).toMatch(
      /Decision: answered, because the chance that the sources say it is \d+% \(at least \d+% is needed\)/,
    );
    expect(text).toMatch(/1\. \d+\.\d{3} 2018-01-verizon-drops-huawei#\w+ \(2018-01-30\)/);
    expect(text).toMatch(/bm25 \d\.\d\d/);
    expect(text).toMatch(/Sentences, likeliest first:\n {2}\d+% Verizon dropped/);
  });

  test('tells which words were read as others', async () => {
    expect(await explain('Which regulater got a letter?')).toContain('Unknown word "regulater" read as: regul');
  });

  test('tells why it refused, and what is missing', async () => {
    const text = await explain('Which giraffe won the olympics?');
    expect(text).toContain('Decision: refused');
    expect(text).toMatch(/Not in the evidence: .*giraffe/);
    expect(text).toMatch(/giraffe \d+\.\d \(unknown\)/);
  });

  test('shows a follow-up with what it leans on', async () => {
    const { conversation } = await engine.answer({ text: 'Did Verizon drop Huawei?' });
    const text = renderExplanation(await engine.answer({ text: 'why?', conversation }), 80);
    expect(text).toContain('Question: why?');
    expect(text).toContain('About (from the conversation): Did Verizon drop Huawei?');
  });

  test('says when nothing was looked up', async () => {
    expect(await explain('hello')).toContain('nothing was looked up');
  });

  test('is safe to show, whatever was asked', async () => {
    for (const question of ['Why\u202e did \u200bVerizon\u2066 drop Huawei?', 'zq\u0301\u202exv xk\u009bcd Huawei'])
      expect(await explain(question)).not.toMatch(unsafeCharacters);
  });

  test('keeps within the width', async () => {
    const text = await explain(
      'Why did Verizon drop its plan to sell the Huawei Mate 10 Pro phones in January 2018?',
      60,
    );
    expect(text.split('\n').filter((line) => stringWidth(line) > 60)).toEqual([]);
  });
});
