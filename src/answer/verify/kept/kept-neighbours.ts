import type { TextRange } from '../../../text/sentences.js';
import { isChamber } from '../check-exchanged.js';
import { attributions } from '../cues.js';
import { fold } from '../other-names.js';
import type { Proof } from '../proof.js';
import { findCues, oncePerText, type ReadText } from '../read-text.js';
import type { ErrorKind, Objection } from '../verification.js';

/** A name, day or number of a text. */
interface Anchor extends TextRange {
  readonly kind: Extract<ErrorKind, 'name' | 'date' | 'number'>;
  readonly key: string;
}

/** Anchors of one kind that stand in a list ("A, B and C"), with the word next to it on one side. */
interface Neighbours {
  readonly kind: Anchor['kind'];
  readonly keys: readonly string[];
  /** Of these the one right beside the word. */
  readonly nearest: string;
  /** ">" and the word behind it, or the word before it with what links the two, and "<". */
  readonly word: string;
  /** Where that word stands. */
  readonly at: number;
  readonly found: string;
  /** Whether they do what the word says. */
  readonly isActing: boolean;
}

const listing =
  /^(?:\s*[,、]\s*(?:(?:and|or|y|e|o|u)\s)?|\s*(?:and|or|y|e|o|u|as well as|和|与|及|跟|或|以及)\s*)(?:the |el |la |los |las )?$/iu;
/** What may stand between an anchor and its neighbour. */
const gap: Readonly<Record<'en' | 'es' | 'zh', RegExp>> = {
  en: /^(?:['’]s)?\s*(?:(?:the|a|an|of|in|on|at|for|by|to|from|with|is|was|were|are|had|has|have|be|been|its|their|will|would|can|could|may|might|must|should|also)\s+)*$/iu,
  es: /^\s*(?:(?:el|la|los|las|lo|un|una|de|del|en|al?|por|para|con|se|es|era|fue|fueron|ha|había|han|su|sus|podrían?|pued[ea]n?|deben?|también)\s+)*$/iu,
  zh: /^\s*(?:[的了在于以对由把被将向从与和为是有曾已会能也]|可能|可以){0,2}\s*$/u,
};

/** What may be a verb; of Chinese it cannot be told where one begins. */
const acting: Readonly<Record<'en' | 'es' | 'zh', RegExp>> = {
  en: /ed$/u,
  es: /(?:[óé]|[ai]d[oa]|aron|ieron)$/u,
  zh: /(?!)/u,
};

/** The Spanish "ofrecidos" is no "ofrece". */
const termOf = ({ word, term }: { readonly word: string; readonly term: string }) =>
  /[ai]d[oa]s?$/u.test(word) ? `${term}·` : term;

const joining = /^(?:while|whereas|although|though|according|mientras|según|aunque)$/u;
const links = /(?<!\p{L})(?:of|in|on|at|for|by|to|from|with|en|por|para|con|a|de|del)(?!\p{L})|的/iu;

const anchorsOf = oncePerText((read): readonly Anchor[] => {
  const named: Anchor[] = read.mentions
    // "La china Wingtech".
    .filter(({ kind, start }) => kind === 'maker' || kind === 'market' || !/^\p{Ll}/u.test(read.text.slice(start)))
    .map(({ id, by, start, end }) => ({
      kind: 'name',
      key:
        by === 'brand' || by === 'person' || isChamber(read.text.slice(start, end))
          ? // "OnePlus 12R": the glossary may know the 12 only.
            fold(
              read.text
                .slice(start, end + (/^[\p{Script=Latin}\p{N}]*/u.exec(read.text.slice(end))?.[0].length ?? 0))
                .replace(/['’]s?$/, ''),
            )
          : id,
      start,
      end,
    }));
  const dated: Anchor[] = read.dates
    .filter(({ year, relative }) => year !== null && relative === null)
    .map(({ year, month, day, quarter, start, end }) => ({
      kind: 'date',
      key: [year, month ?? '', day ?? '', quarter ?? ''].join('-'),
      start,
      end,
    }));
  const counted: Anchor[] = read.amounts
    .filter(({ kind }) => kind !== 'factor')
    .map(({ kind, value, start, end }) => ({
      kind: 'number',
      key: kind === 'ordinal' ? `no ${value}` : String(value),
      start,
      end,
    }));
  const known = [...named, ...dated, ...counted];
  return [...known, ...foreignNames(read, [...known, ...read.mentions, ...read.places])].sort(
    (a, b) => a.start - b.start,
  );
});

/** Words with their places; of Chinese, up to four signs between others that join. */
const wordsOf = (read: ReadText) =>
  read.language !== 'zh'
    ? read.tokens
    : // The end of a quarter is no word.
      [
        ...read.text
          .replaceAll('季度', '  ')
          .matchAll(/[^\P{Script=Han}的了在于以对由把被将向从与和为是有曾已而]{1,4}/gu),
      ].map((match) => ({
        word: match[0],
        term: match[0],
        start: match.index,
        end: match.index + match[0].length,
        isStopword: false,
      }));

/** Anchors of one kind that stand in a list, or alone. */
const listsOf = oncePerText((read): readonly (readonly Anchor[])[] => {
  const lists: Anchor[][] = [];
  for (const anchor of anchorsOf(read)) {
    const last = lists.at(-1)?.at(-1);
    if (last?.kind === anchor.kind && listing.test(read.text.slice(last.end, anchor.start))) lists.at(-1)?.push(anchor);
    else lists.push([anchor]);
  }
  return lists;
});

const neighboursOf = oncePerText((read): readonly Neighbours[] => {
  const anchors = anchorsOf(read);
  const speaking = findCues(read, attributions);
  const words = wordsOf(read).filter(
    ({ word, start, end, isStopword }) =>
      !isStopword &&
      word !== 'a' &&
      // Who says it is looked at elsewhere.
      !speaking.some((cue) => cue.start <= start && cue.end >= end) &&
      !joining.test(word) &&
      !anchors.some((anchor) => anchor.start < end && anchor.end > start),
  );
  return listsOf(read).flatMap((list) => {
    const [first, last] = [list[0], list.at(-1)];
    if (!first || !last) return [];
    const { kind } = first;
    const keys = list.map(({ key }) => key);
    const found = read.text.slice(first.start, last.end);
    const isNear = (start: number, end: number) => {
      const between = read.text.slice(start, end);
      // "Built by Wingtech of China, on 23 May".
      return gap[read.language].test(kind === 'date' ? between.replace(/^,(?= (?:on|in|en|el) )/, '') : between);
    };
    const isActing = (place: number, { word, start }: { readonly word: string; readonly start: number }) =>
      acting[read.language].test(word) &&
      /^(?:\s(?:(?:also|then|later|had|has|have|ha|hab[ií]an?|han)\s)?)?$/u.test(read.text.slice(place, start));
    // "Made in China" is not "made China".
    const link = (start: number, end: number) =>
      kind === 'date' ? '' : (links.exec(read.text.slice(start, end))?.[0].toLowerCase() ?? '');
    // "Built by Wingtech of China, on 23 May": a name beside a day is a word like any other.
    const all =
      kind === 'date'
        ? [
            ...words,
            ...anchors.filter((other) => other.kind === 'name').map((name) => ({ ...name, word: '', term: name.key })),
          ].sort((a, b) => a.start - b.start)
        : words;
    const after = all.find(({ start }) => start >= last.end);
    const before = all.findLast(({ end }) => end <= first.start);
    // A day stands before anything, and what a name is linked to by "por" stands beside others too.
    const isAdjunct = (start: number) => kind === 'date' || (kind === 'name' && link(last.end, start) !== '');
    // The market is everywhere; only "a strategy of the US" is not one of China.
    const isOfMarket = keys.includes('market');
    const isOwned = before !== undefined && /^(?:of|del?)$/.test(link(before.end, first.start));
    return [
      ...(after && !isOfMarket && isNear(last.end, after.start) && !isAdjunct(after.start)
        ? [
            {
              kind,
              keys,
              nearest: last.key,
              word: `>${termOf(after)}`,
              at: after.start,
              found,
              isActing: isActing(last.end, after),
            },
          ]
        : []),
      ...(before &&
      (!isOfMarket || isOwned) &&
      !(kind === 'date' && read.language === 'zh') &&
      isNear(before.end, first.start) &&
      !/['’]s$/.test(read.text.slice(first.start, first.end))
        ? [
            {
              kind,
              keys,
              nearest: first.key,
              word: `${termOf(before)} ${link(before.end, first.start)}<`,
              at: before.start,
              found,
              isActing: false,
            },
          ]
        : []),
    ];
  });
});

/** Names in Latin letters that the glossary does not have, of one or more words, the first of the sentence among them. */
function foreignNames(read: ReadText, known: readonly TextRange[]): Anchor[] {
  return [
    ...read.text.matchAll(
      /(?<![\p{Script=Latin}\p{N}])\p{Ll}?\p{Lu}[\p{Script=Latin}\p{N}&'’.-]*(?: \p{Lu}[\p{Script=Latin}\p{N}&'’.-]*)*/gu,
    ),
  ]
    .map((match) => ({ start: match.index, end: match.index + match[0].replace(/['’.]s?$|\.$/u, '').length }))
    .filter(
      ({ start, end }) =>
        end - start > 2 &&
        !known.some((range) => range.start < end && range.end > start) &&
        !read.tokens.some((token) => token.start === start && token.end >= end && token.isStopword),
    )
    .map(({ start, end }) => ({ kind: 'name', key: fold(read.text.slice(start, end)), start, end }));
}

/**
 * Names, days and numbers must stay beside the words that the quotes have beside them: "the event of December" is not
 * "the event of November", and "SMIC made" not "Huawei made", though the quotes have both.
 */
export function keptNeighbours(claim: ReadText, proof: Proof): Objection[] {
  const quoted = proof.quotes.flatMap(({ read }) => neighboursOf(read));
  const elliptic = new Set(proof.quotes.flatMap(({ read }) => ellipticOf(read)));
  const all = proof.quotes.flatMap(({ read }) => anchorsOf(read));
  for (const { kind, keys, nearest, word, found, isActing } of neighboursOf(claim)) {
    const hasKey = (other: Neighbours) => other.keys.some((key) => isSameKey(kind, nearest, key));
    // What no quote has at all is looked at elsewhere.
    if (!keys.every((key) => all.some((other) => other.kind === kind && isSameKey(kind, key, other.key)))) continue;
    // "The FCC blocked" for "blocked the FCC".
    const undergoes = `${word.slice(1)} ${claim.language === 'es' ? 'a' : ''}<`;
    const isTurned = isActing && quoted.some((one) => one.word === undergoes && hasKey(one));
    if (isTurned && !quoted.some((one) => one.word === word && hasKey(one)))
      return [{ kind, found, reason: `the quotes say it is done to ${found}` }];
    if (keys.some((key) => elliptic.has(key))) continue;
    // "And keep about 300": the quote leaves out of what.
    const isBare =
      kind === 'number' &&
      word.startsWith('>') &&
      !quoted.some((one) => one.word.startsWith('>') && one.keys.includes(nearest));
    if (isBare) continue;
    const others = quoted.filter((other) => other.kind === kind && other.word === word);
    const [other] = others;
    if (!other || others.some(hasKey)) continue;
    const beside = word.replace(/[<>]/, '').trim();
    return [{ kind, found: `${found} ${beside}`, reason: `the quotes have "${other.found}" beside "${beside}"` }];
  }
  return [
    ...checkTriples(claim, proof),
    ...checkPairs(claim, proof),
    ...checkOrder(claim, proof),
    ...checkShares(claim, proof),
  ];
}

const respectively = /(?<!\p{L})(?:respectively|respectivamente)(?!\p{L})|分别/iu;

/** "Honor and Lenovo grew by 11 and 6 percent respectively". */
function checkShares(claim: ReadText, { quotes }: Proof): Objection[] {
  const sharesOf = (read: ReadText) => {
    const lists = respectively.test(read.text) ? listsOf(read).filter(({ length }) => length > 1) : [];
    const [names, numbers] = [
      lists.find(([one]) => one?.kind === 'name'),
      lists.find(([one]) => one?.kind === 'number'),
    ];
    return names?.length === numbers?.length
      ? (names ?? []).map(({ key }, index) => ({ name: key, number: numbers?.[index] }))
      : [];
  };
  const quoted = quotes.flatMap(({ read }) => sharesOf(read));
  for (const { name, number } of sharesOf(claim)) {
    const same = quoted.find((other) => other.name === name);
    if (!same?.number || !number || same.number.key === number.key) continue;
    const found = claim.text.slice(number.start, number.end);
    return [{ kind: 'number', found, reason: `the quotes say ${found} of another one` }];
  }
  return [];
}

const inOrder = /(?<!\p{L})(?:in (?:that|this) order|en (?:ese|este) orden)(?!\p{L})|依次|按(?:此|这一|该)顺序/iu;

/** "Apple, Samsung and LG, in that order". */
function checkOrder(claim: ReadText, { quotes }: Proof): Objection[] {
  if (!inOrder.test(claim.text)) return [];
  const ordered = quotes.filter(({ read }) => inOrder.test(read.text)).flatMap(({ read }) => listsOf(read));
  for (const list of listsOf(claim)) {
    const places = ordered.map((other) => list.map(({ key }) => other.findIndex((one) => one.key === key)));
    const [own] = places.filter((found) => found.length > 1 && found.every((place) => place >= 0));
    const wrong = own?.findIndex((place, index) => place < (own[index - 1] ?? 0)) ?? -1;
    const { start = 0, end = 0 } = list[wrong] ?? {};
    const found = claim.text.slice(start, end);
    if (wrong > 0) return [{ kind: 'name', found, reason: `the quotes have ${found} at another place of the order` }];
  }
  return [];
}

/** Two names with one word between them, as who does something and to whom. */
interface Triple {
  readonly first: readonly string[];
  readonly word: string;
  readonly second: readonly string[];
  readonly found: string;
}

const triplesOf = oncePerText((read): readonly Triple[] => {
  const sides = neighboursOf(read).filter(({ kind }) => kind === 'name');
  return sides.flatMap((before) =>
    sides
      .filter((behind) => before.word === `>${behind.word.split(' ')[0]}` && behind.at === before.at)
      .map((behind) => ({
        first: before.keys,
        word: behind.word,
        second: behind.keys,
        found: `${before.found} … ${behind.found}`,
      })),
  );
});

/** "TCL made Alcatel phones, and Motorola the Moto G": Motorola did not make Alcatel phones. */
function checkTriples(claim: ReadText, proof: Proof): Objection[] {
  const quoted = proof.quotes.flatMap(({ read }) => triplesOf(read));
  const meets = (one: readonly string[], other: readonly string[]) => one.some((key) => other.includes(key));
  for (const { first, word, second, found } of triplesOf(claim)) {
    const same = quoted.filter((other) => other.word === word && meets(other.second, second));
    if (same.length === 0 || same.some((other) => meets(other.first, first))) continue;
    return [{ kind: 'name', found, reason: `the quotes say it of "${same[0]?.found}"` }];
  }
  return [];
}

/** A name and a number that stand together: "Google 64 percent", "14%的三星". */
interface NamedNumber {
  readonly name: string;
  readonly number: string;
  /** "减少", "增长" or "下降" between them. */
  readonly trend: string;
}

const pairsOf = oncePerText((read): readonly NamedNumber[] => {
  const anchors = anchorsOf(read).filter(({ kind }) => kind !== 'date');
  return anchors.flatMap((first, index) => {
    const second = anchors[index + 1];
    const isPair =
      second?.kind !== undefined &&
      second.kind !== first.kind &&
      /^(?:['’]s)?\s?(?:with |by |con |el |un |的|以|减少|增长|下降|占|为|达)?$/.test(
        read.text.slice(first.end, second.start),
      );
    if (!isPair || !second) return [];
    const [name, number] = first.kind === 'name' ? [first, second] : [second, first];
    const [trend = ''] = /减少|增长|下降/u.exec(read.text.slice(first.end, second.start)) ?? [];
    return [{ name: name.key, number: number.key, trend }];
  });
});

/** What is said of the two of a pair stands with others of their list. */
const ellipticOf = oncePerText((read): readonly string[] =>
  pairsOf(read).flatMap(({ name, number }) => [name, number]),
);

/** A number that a quote has beside a name must not be said of another that the quote has beside another number. */
function checkPairs(claim: ReadText, proof: Proof): Objection[] {
  const pairs = proof.quotes.flatMap(({ read }) => pairsOf(read));
  const turned = pairsOf(claim).find((own) => {
    const same = pairs.filter(({ name, number }) => name === own.name && number === own.number);
    return own.trend !== '' && same.length > 0 && same.every(({ trend }) => trend !== '' && trend !== own.trend);
  });
  if (turned)
    return [{ kind: 'negation', found: turned.trend, reason: `the quotes do not say "${turned.trend}" of it` }];
  const crossed = pairsOf(claim).find(
    (own) =>
      !pairs.some(({ name, number }) => name === own.name && number === own.number) &&
      pairs.some(({ name }) => name === own.name) &&
      pairs.some(({ number }) => number === own.number),
  );
  if (crossed)
    return [{ kind: 'number', found: crossed.number, reason: `the quotes say ${crossed.number} of another one` }];
  const anchors = anchorsOf(claim);
  const names = new Set(anchors.filter(({ kind }) => kind === 'name').map(({ key }) => key));
  for (const { kind, key, start, end } of anchors) {
    const own = kind === 'number' ? pairs.filter(({ number }) => number === key) : [];
    if (own.length === 0 || own.some(({ name }) => names.has(name))) continue;
    if (!pairs.some(({ name, number }) => names.has(name) && number !== key)) continue;
    const found = claim.text.slice(start, end);
    return [{ kind: 'number', found, reason: `the quotes say ${found} of another one` }];
  }
  return [];
}

/** A day is of its month, and a month of its year. */
function isSameKey(kind: Anchor['kind'], one: string, other: string): boolean {
  // "6T" is the OnePlus 6T.
  if (kind === 'name')
    return (
      one === other || one.endsWith(other) || other.endsWith(one) || one.startsWith(other) || other.startsWith(one)
    );
  if (kind !== 'date') return one === other;
  const parts = other.split('-');
  return one.split('-').every((part, index) => part === '' || parts[index] === '' || part === parts[index]);
}
