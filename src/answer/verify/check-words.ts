import type { GlossaryIndex } from '../../knowledge/glossary-index.js';
import type { Proof } from './proof.js';
import { hasUnit, type ReadText, type Unit } from './read-text.js';
import type { Objection } from './verification.js';

/** Above this share of content words that no quote has, a claim says something of its own. */
const maximumShare = 0.5;
/** So few may always be the claim's own. */
const freeWords = 1;
/** For a claim in another language than its quotes, of the words that can be compared. */
const maximumForeignShare = 0.7;

/** Words of every report: they say nothing that would need a proof. */
const light =
  /^(?:also|instead|meanwhile|however|therefore|finally|later|earlier|soon|already|then|once|time|way|fact|case|matter|thing|person|people|part|side|end|kind|term|year|month|week|day|date|today|including|despite|among|several|various|different|certain|apart|far|long|high|low|whole|previously|eventually|subsequently|además|mientras|finalmente|luego|hecho|caso|vez|forma|manera|año|mes|día|parte)$/;

/** Content words that no quote supports. */
export function checkWords(claim: ReadText, proof: Proof, glossary: GlossaryIndex): Objection[] {
  const sameLanguage = proof.quotes.some(({ read }) => read.language === claim.language);
  const isSupported = (unit: Unit) =>
    hasUnit({ keys: proof.wideKeys }, unit) || (sameLanguage && hasLikeWord(unit, proof));
  const units = claim.units.filter(({ isName, word }) => !isName && !light.test(word));
  const comparable = sameLanguage ? units : units.filter(({ keys }) => keys.some((key) => key.startsWith('g:')));
  const lacking = comparable.filter((unit) => !isSupported(unit));
  const share = comparable.length > 0 ? lacking.length / comparable.length : 0;
  const words = claim.language === 'zh' && sameLanguage ? lacking.length / 2 : lacking.length;
  const object = (reason: string): Objection[] => [
    { kind: 'unsupported', found: lacking.map(({ word }) => word).join(' '), reason },
  ];
  if (words > freeWords && share > (sameLanguage ? maximumShare : maximumForeignShare))
    return object(`no quote supports ${lacking.map(({ word }) => `"${word}"`).join(', ')}`);
  // A subject of its own that the quotes do not touch: "because of patents".
  const known = new Set(
    proof.quotes.flatMap(({ read, title }) => [
      ...glossary.findTopics(read.text, read.language),
      ...glossary.findTopics(title.text, title.language),
    ]),
  );
  const strange = glossary.findTopics(claim.text, claim.language).filter((topic) => !known.has(topic));
  if (strange.length > 0 && lacking.length > 0 && topicWordsLack(strange, lacking, glossary, claim))
    return object(`no quote is about ${strange.join(', ')}`);
  return [];
}

/** Whether it is the words of the topic that are lacking. */
function topicWordsLack(
  topics: readonly string[],
  lacking: readonly Unit[],
  glossary: GlossaryIndex,
  claim: ReadText,
): boolean {
  return lacking.some((unit) =>
    glossary.findTopics(claim.text.slice(unit.start, unit.end), claim.language).some((topic) => topics.includes(topic)),
  );
}

/** The same word with another ending: "regulatory" and "regulator". */
function hasLikeWord({ word }: Unit, proof: Proof): boolean {
  if (word.length < 5 || /\p{Script=Han}/u.test(word)) return false;
  const stem = word.slice(0, Math.max(4, word.length - 4));
  return proof.quotes.some(({ read, title }) =>
    [...read.tokens, ...title.tokens].some((token) => token.word.startsWith(stem)),
  );
}
