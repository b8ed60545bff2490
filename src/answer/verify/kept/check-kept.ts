import type { GlossaryIndex } from '../../../knowledge/glossary-index.js';
import type { Proof } from '../proof.js';
import type { ReadText } from '../read-text.js';
import type { Objection } from '../verification.js';
import { keptDenials } from './kept-denials.js';
import { keptExchanges } from './kept-exchanges.js';
import { keptCounts, keptDates, keptNumbers, keptPlaces, keptSteps } from './kept-figures.js';
import { keptHedges } from './kept-hedges.js';
import { keptLacks } from './kept-lacks.js';
import { keptInstances, keptNames, keptReceivers, keptSources } from './kept-names.js';
import { keptNeighbours } from './kept-neighbours.js';
import { keptJudgements, keptSpeakers } from './kept-speakers.js';
import { keptTurns } from './kept-turns.js';
import { keptWords } from './kept-words.js';

/**
 * What is asked besides of a claim whose writer was to keep to the words of its quotes, in their language: it has no
 * words of its own, denies what they deny, hedges what they hedge, and leaves the names on the sides of what stands
 * between them. Who stays with the evidence has next to nothing of these, and who says something else cannot but have.
 */
export function* checkKept(claim: ReadText, proof: Proof, glossary: GlossaryIndex): Generator<Objection, void> {
  if (proof.quotes.some(({ read }) => read.language !== claim.language)) return;
  yield* keptWords(claim, proof);
  yield* keptDenials(claim, proof);
  yield* keptLacks(claim, proof);
  yield* keptHedges(claim, proof);
  yield* keptNames(claim, proof, glossary);
  yield* keptNumbers(claim, proof);
  yield* keptCounts(claim, proof);
  yield* keptSteps(claim, proof);
  yield* keptPlaces(claim, proof);
  yield* keptTurns(claim, proof);
  yield* keptSources(claim, proof);
  yield* keptInstances(claim, proof);
  yield* keptReceivers(claim, proof);
  yield* keptDates(claim, proof);
  yield* keptNeighbours(claim, proof);
  yield* keptExchanges(claim, proof);
  yield* keptSpeakers(claim, proof, glossary);
  yield* keptJudgements(claim, proof);
}
