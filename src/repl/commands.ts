import { formatDate } from '../answer/phrases.js';
import { isProven } from '../answer/verify-citation.js';
import type { GlossaryIndex } from '../knowledge/glossary-index.js';
import type { SearchFilters } from '../retrieval/passage-store.js';
import { stripDiacritics } from '../text/analyze.js';
import { toDisplayLine, toDisplayText } from '../text/display.js';
import { renderExplanation } from './render-explanation.js';
import type { Session, SessionReply } from './session.js';
import { wrapText } from './wrap-text.js';

interface Command {
  readonly name: string;
  readonly argument: string;
  readonly summary: string;
  readonly run: (session: Session, argument: string) => Promise<string> | string;
}

/** Articles listed by `:sources` unless more are asked for. */
const listedArticles = 40;

export const commands: readonly Command[] = [
  { name: 'help', argument: '', summary: 'show this list', run: () => helpText() },
  {
    name: 'sources',
    argument: '[words]',
    summary: 'list the articles, newest first; words narrow by maker, topic, year, title or publisher',
    run: listSources,
  },
  { name: 'passage', argument: 'n', summary: 'show quote n of the last answer in its context', run: showPassage },
  { name: 'why', argument: '', summary: 'how the last answer came about: reading, scores, decision', run: explain },
  {
    name: 'maker',
    argument: '[name]',
    summary: 'answer from articles on one maker only; without a name, from all',
    run: (session, argument) => setTag(session, 'makers', argument),
  },
  {
    name: 'topic',
    argument: '[name]',
    summary: 'answer from articles on one topic only; without a name, from all',
    run: (session, argument) => setTag(session, 'topics', argument),
  },
  {
    name: 'since',
    argument: '[date]',
    summary: 'answer from articles published since 2024, 2024-05 or 2024-05-17; without a date, from all',
    run: setSince,
  },
  { name: 'json', argument: '', summary: 'switch JSON answers on or off', run: toggleJson },
  { name: 'reset', argument: '', summary: 'forget the conversation and the filters', run: reset },
  { name: 'quit', argument: '', summary: 'leave', run: () => '' },
];

export async function runCommand(session: Session, line: string): Promise<SessionReply> {
  const [word = '', ...rest] = line.trim().split(/\s+/);
  const name = word.toLowerCase();
  if (name === 'quit' || name === 'exit' || name === 'q') return { text: '', isFinished: true };
  const command = commands.find((entry) => entry.name === name || (name === '?' && entry.name === 'help'));
  if (!command)
    return {
      text: `Cannot run ":${toDisplayText(word)}": there is no such command; type :help for the list`,
      isFinished: false,
    };
  return { text: await command.run(session, rest.join(' ')), isFinished: false };
}

function helpText(): string {
  const rows = commands.map(({ name, argument, summary }) => [`:${name} ${argument}`.trimEnd(), summary] as const);
  const width = Math.max(...rows.map(([left]) => left.length));
  return [
    'Type a question in plain words, or one of:',
    '',
    ...rows.map(([left, summary]) => `  ${left.padEnd(width)}  ${summary}`),
  ].join('\n');
}

async function listSources(session: Session, argument: string): Promise<string> {
  const { store, glossary, width, colors } = session.options;
  const words = fold(argument).split(/\s+/).filter(Boolean);
  const articles = await store.listArticles();
  const found = articles.filter((article) => {
    const names = [
      ...article.makers.map((id) => makerNames(glossary, id)),
      ...article.topics.map((id) => topicNames(glossary, id)),
    ].join(' ');
    const haystack = fold(`${article.title} ${article.publisher} ${article.id} ${names}`);
    return words.every((word) =>
      /^(?:19|20)\d{2}(?:-\d{2}){0,2}$/.test(word) ? article.published.startsWith(word) : haystack.includes(word),
    );
  });
  if (found.length === 0)
    return argument ? `No article matches "${toDisplayText(argument)}".` : 'There are no articles.';
  const lines = found.slice(0, listedArticles).map((article) => {
    const line = toDisplayLine(`${article.title} · ${article.publisher}`);
    return article.published.padEnd(12) + wrapText(line, width(), ' '.repeat(12)).trimStart();
  });
  const more =
    found.length > listedArticles
      ? [colors.dim(`… and ${found.length - listedArticles} more; add words to narrow the list`)]
      : [];
  return [`${found.length} of ${articles.length} articles`, ...lines, ...more].join('\n');
}

async function showPassage(session: Session, argument: string): Promise<string> {
  const answer = session.last?.result.answer;
  if (answer?.kind !== 'answered') return 'Cannot show a passage: the last answer cites none; ask a question first.';
  const citation = answer.citations.find(({ marker }) => marker === Number(argument.replace(/[[\]]/g, '')));
  if (!citation)
    return `Cannot show passage "${toDisplayText(argument)}": the last answer has [1] to [${answer.citations.length}]; name one of them.`;
  const { store, width, colors } = session.options;
  const article = await store.article(citation.articleId);
  const passage = await store.passageById(citation.passageId);
  if (!passage || !isProven(citation, article) || !article)
    return `Cannot show passage [${citation.marker}]: its article was changed or withdrawn since; ask again.`;
  // The neighbours give the context; the quote stands out.
  const from = contextStart(article.text, passage.start);
  const to = contextEnd(article.text, passage.end);
  const before = toDisplayText(article.text.slice(from, citation.start));
  const quote = toDisplayText(citation.quote);
  const after = toDisplayText(article.text.slice(citation.end, to));
  const marked = wrapText(`${before}»${quote}«${after}`, width());
  const [head = '', middle = '', tail = ''] = marked.split(/[»«]/);
  const isWhole = marked.split(/[»«]/).length === 3;
  return [
    colors.bold(wrapText(toDisplayLine(article.title), width())),
    colors.dim(
      `${toDisplayLine(article.publisher)} · ${formatDate(article.published)}${passage.heading ? ` · ${toDisplayLine(passage.heading)}` : ''}`,
    ),
    '',
    isWhole ? `${head}${colors.bold(colors.green(`»${middle}«`))}${tail}` : marked,
    '',
    colors.dim(toDisplayLine(citation.url)),
  ].join('\n');
}

const contextLength = 400;

function contextStart(text: string, start: number): number {
  if (start <= contextLength) return 0;
  const cut = text.indexOf('\n\n', start - contextLength);
  return cut >= 0 && cut < start ? cut + 2 : start;
}

function contextEnd(text: string, end: number): number {
  if (text.length - end <= contextLength) return text.trimEnd().length;
  const cut = text.lastIndexOf('\n\n', end + contextLength);
  return Math.max(cut, end);
}

function explain(session: Session): string {
  if (!session.last) return 'Cannot explain: nothing was asked yet; ask a question first.';
  return renderExplanation(session.last.result, session.options.width());
}

function setTag(session: Session, key: 'makers' | 'topics', argument: string): string {
  const { [key]: _, ...others } = session.filters;
  if (argument === '') {
    session.filters = others;
    return describeFilters(session.filters);
  }
  const { glossary } = session.options;
  const id = key === 'makers' ? findMaker(glossary, argument) : findTopic(glossary, argument);
  if (!id) {
    const known = key === 'makers' ? [...glossary.makerIds] : [...glossary.topicIds];
    return `Cannot filter by "${toDisplayText(argument)}": the glossary has no such ${key.slice(0, -1)}; it has ${known.join(', ') || 'none'}.`;
  }
  session.filters = { ...others, [key]: [id] };
  return describeFilters(session.filters);
}

function setSince(session: Session, argument: string): string {
  const { since: _, ...others } = session.filters;
  if (argument !== '' && !/^(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/.test(argument)) {
    return `Cannot filter by "${toDisplayText(argument)}": it is not a date; write 2024, 2024-05 or 2024-05-17.`;
  }
  session.filters = argument === '' ? others : { ...others, since: argument };
  return describeFilters(session.filters);
}

export function describeFilters(filters: SearchFilters): string {
  const parts = [
    ...(filters.makers ? [`maker ${filters.makers.join(', ')}`] : []),
    ...(filters.topics ? [`topic ${filters.topics.join(', ')}`] : []),
    ...(filters.since ? [`published since ${filters.since}`] : []),
  ];
  return parts.length > 0 ? `Answering from: ${parts.join('; ')}.` : 'Answering from all articles.';
}

function toggleJson(session: Session): string {
  // Started with --json, whoever reads the output relies on it.
  session.isJson = session.options.json || !session.isJson;
  return session.isJson ? 'Answers are JSON now.' : 'Answers are text now.';
}

function reset(session: Session): string {
  session.conversation = [];
  session.filters = {};
  session.last = null;
  return 'Conversation and filters forgotten.';
}

export function findMaker(glossary: GlossaryIndex, text: string): string | null {
  const wanted = fold(text);
  const listed = glossary.file.makers.find(
    (maker) => maker.id === wanted || makerNames(glossary, maker.id).split('\n').includes(wanted),
  );
  return listed?.id ?? glossary.tagMakers(text)[0] ?? null;
}

function findTopic(glossary: GlossaryIndex, text: string): string | null {
  const wanted = fold(text);
  return (
    glossary.file.topics.find(
      (topic) => topic.id === wanted || topicNames(glossary, topic.id).split('\n').includes(wanted),
    )?.id ?? null
  );
}

function makerNames(glossary: GlossaryIndex, id: string): string {
  const maker = glossary.file.makers.find((entry) => entry.id === id);
  return fold(
    [id, maker?.name, ...(maker ? [...maker.names.en, ...maker.names.es, ...maker.names.zh] : [])].join('\n'),
  );
}

function topicNames(glossary: GlossaryIndex, id: string): string {
  const topic = glossary.file.topics.find((entry) => entry.id === id);
  return fold([id, id.replaceAll('-', ' '), ...(topic ? Object.values(topic.name) : [])].join('\n'));
}

function fold(text: string): string {
  return stripDiacritics(text).toLowerCase();
}
