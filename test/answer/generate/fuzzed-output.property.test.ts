import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answered, Citation } from '../../../src/answer/answer.js';
import type { GenerativeModel, ModelChunk } from '../../../src/answer/generate/generative-model.js';
import { Generator } from '../../../src/answer/generate/generator.js';
import type { EvidenceQuote } from '../../../src/answer/generate/proven-draft.js';
import { TokenBudget } from '../../../src/answer/generate/token-budget.js';
import { ClaimVerifier } from '../../../src/answer/verify/verify-claim.js';
import { isProven } from '../../../src/answer/verify-citation.js';
import type { Article } from '../../../src/knowledge/article.js';
import type { OpenedIndex } from '../../../src/retrieval/open-index.js';
import { splitSentences } from '../../../src/text/sentences.js';
import { openInThread } from '../../support/open-in-thread.js';
import { phoneArticles, writePhoneCorpus } from '../../support/phone-corpus.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
let index: OpenedIndex;
let verifier: ClaimVerifier;
const evidence: EvidenceQuote[] = [];
const articles = new Map<string, Article>();

beforeAll(async () => {
  const folder = makeFolder();
  writePhoneCorpus(path.join(folder, 'knowledge'));
  index = await openInThread(folder);
  verifier = new ClaimVerifier(index.glossary);
  for (const { id } of phoneArticles) {
    const article = await index.store.article(id);
    if (!article) throw new Error(`There is no article "${id}"`);
    articles.set(id, article);
    for (const { start, end } of splitSentences(article.text)) {
      const { title, publisher, published, url, language } = article;
      const citation = {
        marker: evidence.length + 1,
        passageId: `${id}#0`,
        articleId: id,
        title,
        publisher,
        published,
        url,
        start,
        end,
        quote: article.text.slice(start, end),
      };
      evidence.push({ citation, language, translation: null });
    }
  }
});
afterAll(() => index.close());

/** One number is chosen of a list that is filled before the property runs. */
const anyId = fc.integer({ min: 1, max: 24 });
const quoteOf = (id: number) => evidence[(id - 1) % evidence.length]?.citation.quote ?? '';
const idOf = (id: number) => ((id - 1) % evidence.length) + 1;

const swaps: readonly (readonly [RegExp, string])[] = [
  [/20(\d)(\d)/, '20$2$1'],
  [/\d+/, '77'],
  [/Xiaomi|Huawei|ZTE|Honor|OnePlus|Meizu|小米|华为|荣耀/, 'Oppo'],
  [/Verizon|AT&T|T-Mobile|Amazon/, 'Walmart'],
  [/Huawei|华为/, 'ZTE'],
  [/Verizon/, 'AT&T'],
  [/ (dropped|bought|banned|lifted|announced|sells|plans|named|retiró) /, ' never $1 '],
  [/ has no plans /, ' has plans '],
  [/没有/, '有'],
  [/ because .*/, ' because its batteries burned.'],
  [/January|March|October|April|July|November|mayo/, 'September'],
  [/plans to sell/, 'sells'],
  [/ only /, ' also '],
  [/\.$/, ', and the White House applauded.'],
];

interface Written {
  readonly text: string;
  readonly ids: readonly number[];
}

/** A sentence that a model could write: a quote, a quote made wrong, parts of two, one under the wrong number, anything. */
const claim: fc.Arbitrary<Written> = fc.oneof(
  anyId.map((id) => ({ text: quoteOf(id), ids: [idOf(id)] })),
  fc
    .tuple(anyId, fc.constantFrom(...swaps))
    .map(([id, [pattern, replacement]]) => ({ text: quoteOf(id).replace(pattern, replacement), ids: [idOf(id)] })),
  fc.tuple(anyId, anyId).map(([a, b]) => ({ text: quoteOf(a), ids: [idOf(b)] })),
  fc.tuple(anyId, anyId, fc.double({ min: 0.2, max: 0.8, noNaN: true })).map(([a, b, share]) => {
    const [first, second] = [quoteOf(a).split(' '), quoteOf(b).split(' ')];
    return {
      text: [
        ...first.slice(0, Math.ceil(first.length * share)),
        ...second.slice(Math.ceil(second.length * share)),
      ].join(' '),
      ids: [idOf(a), idOf(b)],
    };
  }),
  fc
    .tuple(anyId, anyId)
    .map(([a, b]) => ({ text: `${quoteOf(a).replace(/[.。]$/, '')} because ${quoteOf(b)}`, ids: [idOf(a), idOf(b)] })),
  fc
    .tuple(fc.string({ maxLength: 80, unit: 'grapheme' }), fc.array(fc.integer({ min: -3, max: 90 }), { maxLength: 4 }))
    .map(([text, ids]) => ({ text, ids })),
  fc
    .tuple(
      anyId,
      fc.constantFrom(
        '[click](https://evil.example)',
        '![](https://evil.example/?q=1)',
        '@everyone',
        '<script>',
        '\u202e',
        '【99】',
      ),
    )
    .map(([id, junk]) => ({ text: `${quoteOf(id)} ${junk}`, ids: [idOf(id)] })),
);

/** The ways in which models wrap what they write. */
const output = fc
  .tuple(fc.array(claim, { maxLength: 5 }), fc.integer({ min: 0, max: 6 }), fc.string({ maxLength: 30 }))
  .map(([claims, form, noise]) => {
    const json = JSON.stringify({ claims, missing: null });
    switch (form) {
      case 0:
        return json;
      case 1:
        return `Sure!\n\`\`\`json\n${json}\n\`\`\`\n${noise}`;
      case 2:
        return json.slice(0, Math.floor(json.length * 0.7));
      case 3:
        return claims.map(({ text, ids }) => `${text} ${ids.map((id) => `[${id}]`).join('')}`).join('\n');
      case 4:
        return claims.map(({ text, ids }) => `${text}${ids.map((id) => `【${id}†source】`).join('')}`).join(' ');
      case 5:
        return `${noise}<think>${json}</think>${json}`;
      default:
        return claims.map((one) => JSON.stringify({ sentence: one.text, sources: one.ids.map(String) })).join(noise);
    }
  });

function modelThatWrites(outputs: readonly string[], pieceLength: number): GenerativeModel {
  let calls = 0;
  const plain = {
    stream: async () => {
      const text = outputs[Math.min(calls, outputs.length - 1)] ?? '';
      calls += 1;
      return (async function* (): AsyncGenerator<ModelChunk> {
        for (let start = 0; start < text.length; start += pieceLength)
          yield { content: text.slice(start, start + pieceLength) };
      })();
    },
  };
  return { id: 'fuzz', plain, withSchema: () => plain, citesDocuments: false };
}

/** What may be shown, told without the verifier: sentences of a cited quote, word for word. */
function isVerbatim(text: string, proofs: readonly Citation[]): boolean {
  return proofs.some(({ quote }) => quote.replace(/\s+/g, ' ').trim() === text);
}

/** Words taken out of a quote, in its order and nothing between added: some fuzzed claims are no more than that. */
function isPartOf(text: string, proofs: readonly Citation[]): boolean {
  const bare = (value: string) => value.replace(/[\s.,。，]+/g, ' ').trim();
  return proofs.some(({ quote }) => bare(quote).includes(bare(text)) && bare(text).length > bare(quote).length * 0.5);
}

test('of 2,000 fuzzed outputs, nothing unproven, altered, merged or misattributed is shown', async () => {
  let shown = 0;
  const extractive: Answered = {
    kind: 'answered',
    mode: 'extractive',
    asOf: '2018',
    text: 'X. [1]',
    claims: [{ text: 'X.', citations: [1] }],
    citations: [],
    notices: [],
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(output, { minLength: 1, maxLength: 2 }),
      fc.integer({ min: 1, max: 40 }),
      async (outputs, pieceLength) => {
        const generator = new Generator(
          modelThatWrites(outputs, pieceLength),
          new TokenBudget({ perPerson: 1e12, perServer: 1e12, inAll: 1e12 }),
        );
        const check = (answer: Answered) => {
          for (const citation of answer.citations)
            expect(isProven(citation, articles.get(citation.articleId) ?? null)).toBe(true);
          for (const { text, citations } of answer.claims) {
            const proofs = answer.citations.filter(({ marker }) => citations.includes(marker));
            expect(proofs).toHaveLength(citations.length);
            expect(
              isVerbatim(text, proofs) || isPartOf(text, proofs),
              `${text} ← ${proofs.map(({ quote }) => quote).join(' + ')}`,
            ).toBe(true);
            shown += 1;
          }
        };
        const { answer } = await generator.generate({
          question: 'What happened?',
          language: 'en',
          extractive,
          evidence,
          findMore: async () => [],
          articleOf: (id) => articles.get(id) ?? null,
          verifier,
          asker: { person: null, guild: null },
          onProgress: check,
        });
        if (answer.mode === 'generated') check(answer);
      },
    ),
    { numRuns: 2_000, seed: 20_261_125 },
  );
  // Had nothing been shown at all, this would prove nothing.
  expect(shown).toBeGreaterThan(1_000);
}, 600_000);
