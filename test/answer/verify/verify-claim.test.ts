import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { figuresOf, judgePairs } from '../../../scripts/verify/measure-verifier.js';

const root = path.join(import.meta.dirname, '..', '..', '..');
const files = {
  edited: judgePairs(root, 'edited.jsonl'),
  unseen: judgePairs(root, 'unseen.jsonl'),
  second: judgePairs(root, 'second.jsonl'),
  third: judgePairs(root, 'third.jsonl'),
  fourth: judgePairs(root, 'fourth.jsonl'),
  hard: judgePairs(root, 'hard.jsonl'),
};
const all = Object.values(files).flat();
/** Some of them, for the time it takes. */
const drafts = judgePairs(root, 'drafts.txt', 7);
const close = judgePairs(root, 'close.txt', 4);
const kept = [
  ...judgePairs(root, 'kept.txt', 6),
  ...judgePairs(root, 'kept-second.txt', 6),
  ...judgePairs(root, 'kept-third.txt', 6),
];
const news = judgePairs(root, 'news.txt', 5);

describe('ClaimVerifier, on labelled pairs of claims and quotes,', () => {
  test('is measured on pairs enough, in three languages and of every making', () => {
    expect(all.length).toBeGreaterThan(400);
    for (const language of ['en', 'es', 'zh'])
      expect(all.filter(({ pair }) => pair.language === language).length).toBeGreaterThan(400);
    for (const origin of ['copy', 'paraphrase', 'translation', 'edit', 'hard'])
      expect(all.filter(({ pair }) => pair.origin === origin).length).toBeGreaterThan(50);
  });

  test.each(['number', 'date', 'name', 'negation', 'modality'] as const)(
    'catches at least 98 of 100 claims with a wrong %s',
    (kind) => {
      const found = figuresOf(all).kinds.find((figures) => figures.kind === kind);
      expect(found?.count).toBeGreaterThan(50);
      expect(found?.recall).toBeGreaterThanOrEqual(0.98);
    },
  );

  test.each(['citation', 'attribution', 'direction', 'unsupported'] as const)(
    'catches at least 95 of 100 claims of another fault: %s',
    (kind) => {
      expect(figuresOf(all).kinds.find((figures) => figures.kind === kind)?.recall).toBeGreaterThanOrEqual(0.95);
    },
  );

  test('rejects at most 3 of 100 honest claims, copies left aside too', () => {
    expect(figuresOf(all).falseRejections).toBeLessThanOrEqual(0.03);
    const own = all.filter(({ pair }) => pair.origin !== 'copy');
    expect(figuresOf(own).proven).toBeGreaterThan(150);
    expect(figuresOf(own).falseRejections).toBeLessThanOrEqual(0.03);
  });

  test.each(['en', 'es', 'zh'] as const)(
    'catches 98 of 100 of each kind, and rejects at most 3 of 100, where a model was to keep to the words: %s',
    (language) => {
      const { proven, falseRejections, kinds } = figuresOf(kept.filter(({ pair }) => pair.language === language));
      expect(proven).toBeGreaterThan(60);
      expect(falseRejections).toBeLessThanOrEqual(0.03);
      expect(kinds).toHaveLength(5);
      for (const { kind, recall } of kinds) expect(recall, kind).toBeGreaterThanOrEqual(0.98);
    },
  );

  test.each([
    ['in free wording', drafts, 0.06, 0.85],
    ['that stay with the wording of the evidence', close, 0.03, 0.9],
    ['about sentences of newspapers', news, 0.36, 0.85],
  ] as const)(
    'lets claims of language models %s pass as far as it can, and catches what goes wrong with them',
    (_, judged, mostRejected, leastCaught) => {
      const { proven, falseRejections, kinds } = figuresOf(judged);
      expect(proven).toBeGreaterThan(150);
      expect(falseRejections).toBeLessThanOrEqual(mostRejected);
      expect(kinds).toHaveLength(5);
      for (const { kind, count, recall } of kinds) {
        expect(count, kind).toBeGreaterThan(50);
        expect(recall, kind).toBeGreaterThanOrEqual(leastCaught);
      }
    },
  );

  test('gives the kind of a fault as the reason in at least 8 of 10 rejections of that kind', () => {
    for (const { kind, precision } of figuresOf(all).kinds) {
      if (['number', 'date', 'name', 'negation'].includes(kind)) expect(precision, kind).toBeGreaterThanOrEqual(0.7);
    }
  });
});
