import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { StatesideError } from '../src/error.js';
import { GlossaryFile } from '../src/knowledge/glossary.js';
import { GlossaryIndex } from '../src/knowledge/glossary-index.js';
import { parseArticle } from '../src/knowledge/parse-article.js';
import type { Language } from '../src/text/language.js';
import { splitSentences } from '../src/text/sentences.js';
import { editsOf } from './verify/edits.js';
import type { Pair } from './verify/pair.js';
import { readTrueClaims } from './verify/read-true-claims.js';

/**
 * Makes the labelled pairs that the verifier is measured on: honest claims about sentences of the shipped articles, and
 * the same claims with one thing made wrong. Every second quote is held out: nothing is tuned on those.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = path.join(root, 'test', 'answer', 'verify');
const glossary = new GlossaryIndex(
  GlossaryFile.parse(parse(readFileSync(path.join(root, 'knowledge', 'glossary.yaml'), 'utf8'))),
);
const halves: Record<'tuned' | 'held-out', Pair[]> = { tuned: [], 'held-out': [] };

for (const [block, { article: id, quotes: openings, claims }] of readTrueClaims(
  path.join(folder, 'true-claims.txt'),
).entries()) {
  const file = `${id}.md`;
  const article = parseArticle(file, readFileSync(path.join(root, 'knowledge', file), 'utf8'), glossary);
  const sentences = splitSentences(article.text).map(({ start, end }) => article.text.slice(start, end));
  const quotes = openings.map((opening) => {
    const text = sentences.find((sentence) => sentence.startsWith(opening));
    if (text === undefined)
      throw new StatesideError(`Cannot make pairs: "${file}" has no sentence that begins with "${opening}"`, {
        remedy: 'correct true-claims.txt',
      });
    const { title, publisher, published, language } = article;
    return { text, title, publisher, published, language };
  });
  const half = halves[block % 2 === 0 ? 'tuned' : 'held-out'];
  const add = (claim: string, language: Language, label: Pair['label'], origin: Pair['origin']) =>
    half.push({ id: `${id}-${half.length}`, language, claim, quotes, label, origin });
  const all = quotes.map(({ text }) => text).join(' ');
  const [first] = quotes;
  const copies = first && quotes.length === 1 ? [{ text: first.text, language: first.language, isCopy: true }] : [];
  for (const [index, { text, language, isCopy }] of [
    ...copies,
    ...claims.map((claim) => ({ ...claim, isCopy: false })),
  ].entries()) {
    add(text, language, 'proven', isCopy ? 'copy' : language === article.language ? 'paraphrase' : 'translation');
    for (const { kind, claim } of editsOf(text, language, all, glossary, block + index))
      add(claim, language, kind, 'edit');
  }
}

for (const [half, pairs] of Object.entries(halves)) {
  writeFileSync(path.join(folder, `${half}.jsonl`), `${pairs.map((pair) => JSON.stringify(pair)).join('\n')}\n`);
  process.stdout.write(
    `${half}: ${pairs.length} pairs, ${pairs.filter(({ label }) => label === 'proven').length} proven\n`,
  );
}
