import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { type ErrorKind, errorKinds, type Objection } from '../../src/answer/verify/verification.js';
import { ClaimVerifier } from '../../src/answer/verify/verify-claim.js';
import { GlossaryFile } from '../../src/knowledge/glossary.js';
import { GlossaryIndex } from '../../src/knowledge/glossary-index.js';
import { readJsonLines } from '../eval/datasets.js';
import { Pair } from './pair.js';
import { readPairs } from './read-pairs.js';

export interface JudgedPair {
  readonly pair: Pair;
  readonly objections: readonly Objection[];
  readonly milliseconds: number;
}

/** Files of claims whose writers were to keep to the words of the quotes. */
const kept: ReadonlySet<string> = new Set(['kept.txt', 'kept-second.txt', 'kept-third.txt']);

/**
 * Verifies the pairs of a file of test/answer/verify: made ones (.jsonl), or drafts as they are written down (.txt).
 * @param every Only each so many-th pair.
 */
export function judgePairs(root: string, file: string, every = 1): JudgedPair[] {
  const glossary = new GlossaryIndex(
    GlossaryFile.parse(parse(readFileSync(path.join(root, 'knowledge', 'glossary.yaml'), 'utf8'))),
  );
  const verifier = new ClaimVerifier(glossary);
  const filePath = path.join(root, 'test', 'answer', 'verify', file);
  const pairs = file.endsWith('.txt') ? readPairs(filePath, 'draft') : readJsonLines(filePath, Pair);
  const chosen = pairs.filter((_, index) => index % every === 0);
  return chosen.map((pair) => {
    const started = performance.now();
    const objections = verifier.verify(
      pair.claim,
      pair.quotes.map(({ text, translation, ...article }) => ({ text, translation: translation ?? null, article })),
      kept.has(file) ? 'kept' : 'free',
    );
    return { pair, objections, milliseconds: performance.now() - started };
  });
}

export interface KindFigures {
  readonly kind: ErrorKind;
  readonly count: number;
  /** Share of the false claims of this kind that were rejected, for whatever reason. */
  readonly recall: number;
  /** Share of the rejections that give this kind as a reason and are false claims of this kind. */
  readonly precision: number;
}

export interface VerifierFigures {
  readonly pairs: number;
  readonly proven: number;
  /** Share of the honest claims that were rejected. */
  readonly falseRejections: number;
  readonly kinds: readonly KindFigures[];
}

export function figuresOf(judged: readonly JudgedPair[]): VerifierFigures {
  const proven = judged.filter(({ pair }) => pair.label === 'proven');
  return {
    pairs: judged.length,
    proven: proven.length,
    falseRejections: share(proven.filter(({ objections }) => objections.length > 0).length, proven.length),
    kinds: errorKinds.flatMap((kind) => {
      const labelled = judged.filter(({ pair }) => pair.label === kind);
      if (labelled.length === 0) return [];
      const named = judged.filter(({ objections }) => objections.some((objection) => objection.kind === kind));
      return [
        {
          kind,
          count: labelled.length,
          recall: share(labelled.filter(({ objections }) => objections.length > 0).length, labelled.length),
          precision: share(named.filter(({ pair }) => pair.label === kind).length, named.length),
        },
      ];
    }),
  };
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 1;
}
