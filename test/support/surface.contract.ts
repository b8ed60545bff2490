import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/answer/answer.js';

/** What a person reads of an answer, without the marks that a surface adds. */
export interface ShownAnswer {
  /** The sentences with their markers. */
  readonly text: string;
  /** Quotes by marker, for answers that have any. */
  readonly quotes: Readonly<Record<number, string>>;
  /** Remarks beside the answer. */
  readonly notices: readonly string[];
}

export const contractQuestions = [
  'Will Xiaomi sell phones in the US?',
  'Why did Verizon drop Huawei?',
  'Which US carriers sold OnePlus phones?',
  'What happened to ZTE in 2018?',
  '¿Por qué AT&T dejó a Huawei?',
  '¿Venderá Xiaomi teléfonos en Estados Unidos?',
  '小米会在美国卖手机吗？',
  '华为为什么被列入实体清单？',
  "What's the weather in Chicago tomorrow?",
  'hello',
] as const;

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Every surface gives the engine's answer: the same sentences, markers, quotes and remarks. */
export function surfaceContract(
  surface: string,
  expected: () => Promise<ReadonlyMap<string, Answer>>,
  ask: (question: string) => Promise<ShownAnswer>,
): void {
  describe(`an answer ${surface}`, () => {
    let answers: ReadonlyMap<string, Answer>;
    beforeAll(async () => {
      answers = await expected();
    });

    test.each(contractQuestions)('is the engine’s: %s', async (question) => {
      const answer = answers.get(question);
      if (answer === undefined) throw new Error(`There is no answer to "${question}" to compare with`);
      const shown = await ask(question);
      expect(squeezed(shown.text)).toBe(squeezed(answer.text));
      const citations = answer.kind === 'answered' ? answer.citations : [];
      expect(Object.keys(shown.quotes).map(Number)).toEqual(citations.map(({ marker }) => marker));
      for (const { marker, quote } of citations) {
        const read = shown.quotes[marker] ?? '';
        // A very long one may be cut, but not changed.
        if (read.endsWith('…')) expect(squeezed(quote).startsWith(read.slice(0, -1))).toBe(true);
        else expect(read).toBe(squeezed(quote));
      }
      expect(shown.notices).toEqual(answer.notices.slice(0, 3));
    });
  });
}
