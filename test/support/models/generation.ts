import { expect } from 'vitest';
import type { Answer } from '../../../src/answer/answer.js';
import { AnswerEngine } from '../../../src/answer/answer-question.js';
import { GeneratingEngine } from '../../../src/answer/generate/generating-engine.js';
import { Generator, type Patience, type ServerState } from '../../../src/answer/generate/generator.js';
import { type TokenAllowance, TokenBudget } from '../../../src/answer/generate/token-budget.js';
import { ClaimVerifier } from '../../../src/answer/verify/verify-claim.js';
import { isProven } from '../../../src/answer/verify-citation.js';
import { loadModelConfig } from '../../../src/config.js';
import { loadChatModel } from '../../../src/main/chat-model.js';
import type { OpenedIndex } from '../../../src/retrieval/open-index.js';
import type { ModelServer } from './model-server.js';
import type { ModelRequest } from './protocols.js';

/** Short enough for tests, long enough for a busy machine. */
export const shortPatience: Patience = { firstClaimMs: 2_500, totalMs: 4_000, restMs: 300 };
const plenty: TokenAllowance = { perPerson: 1e9, perServer: 1e9, inAll: 1e9 };

let warming: Promise<void> | null = null;

/** The engine with a scripted model behind the real client of its provider. */
export async function generatingEngine(
  index: OpenedIndex,
  server: ModelServer,
  protocol: ModelRequest['protocol'],
  options: {
    readonly patience?: Partial<Patience>;
    readonly allowance?: Partial<TokenAllowance>;
    readonly onServerState?: (state: ServerState) => void;
  } = {},
): Promise<GeneratingEngine> {
  const { chat } = loadModelConfig(server.environment(protocol));
  if (!chat) throw new Error('No chat model is configured');
  // The first claim of a process takes longer than short patience lasts on a busy machine.
  warming ??= new ClaimVerifier(index.glossary).warmUp();
  await warming;
  const generator = new Generator(
    await loadChatModel(chat),
    new TokenBudget({ ...plenty, ...options.allowance }),
    { ...shortPatience, ...options.patience },
    options.onServerState,
  );
  return new GeneratingEngine(await AnswerEngine.create(index), index, generator);
}

/** Whatever a model wrote: every quote is exact and where it says, and every sentence is proven by its quotes. */
export async function expectNothingUnproven(answer: Answer, index: OpenedIndex): Promise<void> {
  if (answer.kind !== 'answered') return;
  const verifier = new ClaimVerifier(index.glossary);
  for (const citation of answer.citations) {
    const article = await index.store.article(citation.articleId);
    expect(isProven(citation, article)).toBe(true);
    expect({ ...citation }).toMatchObject({
      title: article?.title,
      publisher: article?.publisher,
      published: article?.published,
      url: article?.url,
    });
    expect((await index.store.passageById(citation.passageId))?.articleId).toBe(citation.articleId);
  }
  expect(answer.citations.map(({ marker }) => marker)).toEqual(answer.citations.map((_, position) => position + 1));
  const used = new Set(answer.claims.flatMap(({ citations }) => citations));
  expect([...used].sort((a, b) => a - b)).toEqual(answer.citations.map(({ marker }) => marker));
  expect(answer.text).toBe(
    answer.claims
      .map(({ text, citations }) => `${text} ${citations.map((marker) => `[${marker}]`).join('')}`)
      .join(' '),
  );
  for (const claim of answer.claims) {
    const proofs = await Promise.all(
      claim.citations.map(async (marker) => {
        const citation = answer.citations[marker - 1];
        const article = await index.store.article(citation?.articleId ?? '');
        if (!citation || !article) throw new Error(`Citation ${marker} leads nowhere`);
        return { text: citation.quote, article };
      }),
    );
    // A quote of several sentences may be shown sentence by sentence.
    const isQuoted = proofs.some(({ text }) => text.replace(/\s+/g, ' ').includes(claim.text));
    expect(isQuoted ? [] : verifier.verify(claim.text, proofs), claim.text).toEqual([]);
  }
}
