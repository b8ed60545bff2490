import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ProofQuote } from '../../../src/answer/verify/verification.js';
import { ClaimVerifier } from '../../../src/answer/verify/verify-claim.js';
import { GlossaryFile } from '../../../src/knowledge/glossary.js';
import { GlossaryIndex } from '../../../src/knowledge/glossary-index.js';

const glossaryFile = path.join(import.meta.dirname, '..', '..', '..', 'knowledge', 'glossary.yaml');
const verifier = new ClaimVerifier(new GlossaryIndex(GlossaryFile.parse(parse(readFileSync(glossaryFile, 'utf8')))));
const quote = (text: string, translation: ProofQuote['translation'] = null): ProofQuote => ({
  text,
  translation,
  article: { title: 'A title', publisher: 'The Paper', published: '2018-11', language: 'en' },
});
const kinds = (claim: string, ...proofs: ProofQuote[]) =>
  verifier.verify(claim, proofs, 'kept').map(({ kind }) => kind);

const said =
  'TCL made the Alcatel phones, which Verizon may sell after May 2018, and Motorola made the Moto G, The Paper wrote in June 2018.';

describe('ClaimVerifier, of who was to keep to the words of the quotes,', () => {
  test.each([
    ['parts left out', 'TCL made the Alcatel phones, The Paper wrote in June 2018.', said],
    [
      'another order',
      'Verizon may sell the Alcatel phones, which TCL made, after May 2018, The Paper wrote in June 2018.',
      said,
    ],
    [
      'other forms of the words',
      'Xiaomi, according to Lei Jun, was selling no phones in the US.',
      'Xiaomi sold no phones in the US, Lei Jun said.',
    ],
    [
      'what is joined with small words',
      'Honor, which sold phones through Amazon, had no American carrier.',
      'Honor had no American carrier. Honor sold phones through Amazon.',
    ],
    [
      'what "did not" stands for',
      'Verizon and AT&T did not sell the phone.',
      'T-Mobile sold the phone, whereas Verizon and AT&T did not.',
    ],
  ])('lets %s pass', (_, claim, text) => {
    expect(kinds(claim, quote(text))).toEqual([]);
  });

  test.each([
    [
      'a word of its own',
      'Xiaomi’s board agreed to the rule.',
      'Xiaomi’s shareholders agreed to the rule.',
      'unsupported',
    ],
    [
      'a small word that decides',
      'Huawei sold Honor nine months after the letter.',
      'Huawei sold Honor nine months before the letter.',
      'unsupported',
    ],
    [
      'a hedge of its own',
      'HarmonyOS may no longer run Android apps.',
      'HarmonyOS can no longer run Android apps.',
      'unsupported',
    ],
    ['a hedge left out', 'Coolpad works on a comeback in China.', 'Coolpad plans a comeback in China.', 'modality'],
    [
      'a "not" left out',
      'Labs were banned by the FCC.',
      'Labs were not banned, because the FCC only proposed it.',
      'negation',
    ],
    [
      'a "not" moved',
      'Honor sold no phones, and Huawei sold tablets.',
      'Honor sold phones, and Huawei sold no tablets.',
      'negation',
    ],
    ['"outside" left out', 'No maker of screens works in Asia.', 'No maker of screens works outside Asia.', 'negation'],
    ['makers exchanged', 'Motorola made the Alcatel phones.', said, 'name'],
    [
      'another day beside a word',
      'The event of May 2018 was shown in June 2018.',
      'The event of June 2018 was shown in May 2018.',
      'date',
    ],
    [
      'another number beside a word',
      'The price was 99 dollars.',
      'The price was 69 dollars, though 99 dollars had been asked.',
      'number',
    ],
    ['another list of one law', 'Washington lowered List 4B.', 'Washington lowered List 4A.', 'name'],
    ['a year worked out', 'Xiaomi sold more in 2017.', 'Xiaomi sold more in 2018 than a year earlier.', 'date'],
    [
      'another speaker',
      'Apple said on 6 May 2018 that it made up half of the sales.',
      'Apple made up half of the sales, Counterpoint reported on 6 May 2018.',
      'name',
    ],
    [
      'who says it left out',
      'The ban applies to Honor.',
      'The ban applies to Honor, a group of lawmakers said.',
      'attribution',
    ],
    [
      'more than a report',
      'Apple claimed to sell half of the phones.',
      'Apple sold half of the phones, The Paper reported.',
      'attribution',
    ],
  ])('turns %s away', (_, claim, text, kind) => {
    expect(kinds(claim, quote(text))).toContain(kind);
  });

  test('compares a claim in another language with the translation, and the names with it', () => {
    const translated = quote('Xiaomi may enter the US in 2019.', {
      text: '小米可能于2019年进入美国。',
      language: 'zh',
    });
    expect(kinds('小米2019年可能进入美国。', translated)).toEqual([]);
    expect(kinds('小米2019年可能登陆美国。', translated)).toEqual(['unsupported']);
    expect(kinds('小米于2019年进入美国。', translated)).toContain('modality');
    expect(kinds('Xiaomi may enter the US in 2019.', translated)).toEqual([]);
  });

  test('asks no words of a claim in another language than its quotes', () => {
    expect(kinds('Xiaomi podría llegar a Estados Unidos en 2019.', quote('Xiaomi may enter the US in 2019.'))).toEqual(
      [],
    );
  });

  test('lets other words pass where nobody was asked to keep to them', () => {
    const text = quote('Xiaomi started to sell phones in the US in May 2018.');
    const claim = 'Xiaomi began selling handsets in the US in May 2018.';
    expect(verifier.verify(claim, [text])).toEqual([]);
  });
});
