import { setImmediate } from 'node:timers/promises';
import type { SearchFilters } from '../../retrieval/passage-store.js';
import { contentTerms } from '../../text/analyze.js';
import { detectLanguage } from '../../text/language.js';
import { splitSentences } from '../../text/sentences.js';
import type { Citation, Claim } from '../answer.js';
import { CitationList } from '../cite.js';
import { asksForHelp } from '../phrases.js';
import { type ContradictionReason, type Judgement, judgeStatement } from './judge-statement.js';
import type { OverviewContext, OverviewOptions } from './overview-context.js';
import { findMentions } from './read-sentence.js';
import { readFacts } from './statement-facts.js';

/** What the sources say of one statement. */
export interface StatementCheck {
  readonly statement: string;
  readonly verdict: 'agrees' | 'contradicts' | 'not-covered';
  /** What shows it; for a statement that is not covered the nearest there is, if anything is near. */
  readonly claims: readonly Claim[];
  /** What decides that the sources contradict it. */
  readonly reason?: ContradictionReason;
}

export interface StatementChecks {
  /** In the order of the text. */
  readonly checks: readonly StatementCheck[];
  readonly citations: readonly Citation[];
}

const maximumStatements = 10;
const leastContentWords = 3;
const passagesPerStatement = 8;
/** Sentences that show an agreement. */
const proofsPerStatement = 2;
/** A sentence of this coverage that names the same is near. */
const nearCoverage = 0.6;
/** Longer is hardly one statement. UTF-16 code units. */
const maximumStatementLength = 700;

/** Compares each statement of a text with the sources: up to ten, without questions, greetings, quotes and scraps. */
export async function checkStatements(
  context: OverviewContext,
  text: string,
  { filters }: OverviewOptions,
): Promise<StatementChecks> {
  const list = new CitationList(context.index.store);
  const checks: StatementCheck[] = [];
  for (const statement of statementsOf(text)) {
    const judgements = await judge(context, statement, filters);
    const { verdict, reason, proofs } = decide(judgements);
    const claims: Claim[] = [];
    for (const { sentence } of proofs) {
      // What leans on the sentence before is shown with it.
      for (const claim of sentence.standsAlone ? await list.citeAlone(sentence) : await list.cite(sentence))
        if (!claims.some(({ text: known }) => known === claim.text)) claims.push(claim);
    }
    // Without a quote that holds there is nothing to show, whatever was found.
    const isProven = claims.length > 0 || verdict === 'not-covered';
    checks.push({
      statement,
      verdict: isProven ? verdict : 'not-covered',
      claims,
      ...(isProven && reason !== null ? { reason } : {}),
    });
    await setImmediate();
  }
  return { checks, citations: list.citations };
}

/** The statements of a message: its sentences without markup, links, quoted lines, questions, greetings and scraps. */
export function statementsOf(text: string): string[] {
  const plain = text
    .replace(/```[\s\S]*?(?:```|$)/g, '\n')
    .replace(/^\s*(?:>|-#).*$/gm, '')
    .replace(/\[([^\]\n]{1,300})\]\(\s*<?https?:\/\/[^\s)]+\)/g, '$1')
    .replace(/<?https?:\/\/\S+/g, ' ')
    .replace(/<(?:@[!&]?|#|a?:\w{1,40}:|t:|\/[\w -]{1,100}:)[\w:-]{1,40}>/g, ' ')
    .replace(/(\*\*|__|~~|\|\||`)/g, '')
    .replace(/^\s*(?:#{1,3}|[-*•]|\d{1,2}[.)])\s+/gm, '');
  const statements: string[] = [];
  for (const line of plain.split('\n')) {
    for (const { start, end } of splitSentences(line)) {
      const statement = line.slice(start, end).replace(/\s+/g, ' ').trim();
      if (statements.length < maximumStatements && isStatement(statement) && !statements.includes(statement))
        statements.push(statement);
    }
  }
  return statements;
}

function isStatement(text: string): boolean {
  if (/[?？]["'”’)）]*$/.test(text) || /^[¿]/.test(text) || asksForHelp(text) || text.length > maximumStatementLength)
    return false;
  return new Set(contentTerms(text, detectLanguage(text))).size >= leastContentWords;
}

/** What each sentence that was found for a statement says of it, the best covering first. */
async function judge(
  { index, retriever, reader }: OverviewContext,
  statement: string,
  filters: SearchFilters | undefined,
): Promise<Judgement[]> {
  const understood = await retriever.understand(statement);
  const evidence = await retriever.retrieve(understood, {
    count: passagesPerStatement,
    ...(filters ? { filters } : {}),
  });
  const { glossary } = index;
  const facts = readFacts(statement, understood.language, findMentions(statement, glossary));
  return evidence
    .flatMap(({ passage, article }) =>
      reader
        .sentencesOf(passage, article)
        .map((sentence) =>
          judgeStatement({ facts, understood }, sentence, glossary, retriever.isSuperseded(article.id)),
        ),
    )
    .sort((a, b) => b.coverage - a.coverage);
}

function decide(judgements: readonly Judgement[]): {
  verdict: StatementCheck['verdict'];
  reason: ContradictionReason | null;
  proofs: readonly Judgement[];
} {
  const agreeing = judgements.filter(({ verdict }) => verdict === 'agrees');
  const contradicting = judgements.filter(({ verdict }) => verdict === 'contradicts');
  const [contradiction] = contradicting;
  // Sources that disagree with each other decide nothing.
  if (agreeing.length > 0 && contradicting.length === 0)
    return { verdict: 'agrees', reason: null, proofs: agreeing.slice(0, proofsPerStatement) };
  if (agreeing.length === 0 && contradiction?.reason && !isDoubtful(contradiction, judgements))
    return { verdict: 'contradicts', reason: contradiction.reason, proofs: [contradiction] };
  const nearest = judgements.find(({ namesAll, coverage }) => namesAll && coverage >= nearCoverage);
  return { verdict: 'not-covered', reason: null, proofs: nearest ? [nearest] : [] };
}

/** Whether some other near sentence has the very date or number that is missing where the contradiction was found. */
function isDoubtful(contradiction: Judgement, judgements: readonly Judgement[]): boolean {
  return judgements.some(
    ({ sentence, namesAll, coverage, shared }) =>
      sentence !== contradiction.sentence &&
      namesAll &&
      coverage >= nearCoverage &&
      [...shared].some((value) => !contradiction.shared.has(value)),
  );
}
