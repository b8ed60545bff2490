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
import { readPairs } from './verify/read-pairs.js';
import { readTrueClaims } from './verify/read-true-claims.js';

/**
 * Makes the labelled pairs that the verifier is measured on: honest claims about sentences of the shipped articles, and
 * the same claims with one thing made wrong. The verifier was tuned on all files; "holdout" and "sixth" were
 * set aside and measured on before that.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = path.join(root, 'test', 'answer', 'verify');
const glossary = new GlossaryIndex(
  GlossaryFile.parse(parse(readFileSync(path.join(root, 'knowledge', 'glossary.yaml'), 'utf8'))),
);

function makePairs(file: string): Pair[] {
  const pairs: Pair[] = [];
  for (const [block, { article: id, quotes: openings, claims }] of readTrueClaims(path.join(folder, file)).entries()) {
    const article = parseArticle(`${id}.md`, readFileSync(path.join(root, 'knowledge', `${id}.md`), 'utf8'), glossary);
    const sentences = splitSentences(article.text).map(({ start, end }) => article.text.slice(start, end));
    const quotes = openings.map((opening) => {
      const text = sentences.find((sentence) => sentence.startsWith(opening));
      if (text === undefined)
        throw new StatesideError(`Cannot make pairs: "${id}" has no sentence that begins with "${opening}"`, {
          remedy: `correct ${file}`,
        });
      const { title, publisher, published, language } = article;
      return { text, title, publisher, published, language };
    });
    const add = (claim: string, language: Language, label: Pair['label'], origin: Pair['origin']) =>
      pairs.push({ id: `${id}-${pairs.length}`, language, claim, quotes, label, origin });
    const all = quotes.map(({ text }) => text).join(' ');
    const [first] = quotes;
    const copies = first && quotes.length === 1 ? [{ text: first.text, language: first.language, isCopy: true }] : [];
    const honest = [...copies, ...claims.map((claim) => ({ ...claim, isCopy: false }))];
    for (const [index, { text, language, isCopy }] of honest.entries()) {
      add(text, language, 'proven', isCopy ? 'copy' : language === article.language ? 'paraphrase' : 'translation');
      for (const { kind, claim } of editsOf(text, language, all, glossary, block + index))
        add(claim, language, kind, 'edit');
    }
  }
  return pairs;
}

const files: Readonly<Record<string, readonly Pair[]>> = {
  edited: makePairs('true-claims.txt'),
  hard: readPairs(path.join(folder, 'hard.txt'), 'hard'),
  unseen: makePairs('unseen-claims.txt'),
  second: makePairs('second-claims.txt'),
  third: makePairs('third-claims.txt'),
  fourth: makePairs('fourth-claims.txt'),
  holdout: makePairs('holdout-claims.txt'),
  fifth: makePairs('fifth-claims.txt'),
  sixth: makePairs('sixth-claims.txt'),
};
for (const [file, pairs] of Object.entries(files)) {
  writeFileSync(path.join(folder, `${file}.jsonl`), `${pairs.map((pair) => JSON.stringify(pair)).join('\n')}\n`);
  process.stdout.write(
    `${file}: ${pairs.length} pairs, ${pairs.filter(({ label }) => label === 'proven').length} proven\n`,
  );
}
