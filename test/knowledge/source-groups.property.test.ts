import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupSources, printSource } from '../../src/knowledge/source-groups.js';

type Source = Parameters<typeof printSource>[0];

const bloomberg: Source = {
  id: 'bloomberg',
  publisher: 'Bloomberg',
  published: '2018-01-30',
  makers: ['huawei'],
  text: 'Verizon gave up plans to sell the Mate 10 Pro of Huawei under pressure from Washington, said two people. The phone costs $799 and was to come in the summer. A spokesman for AT&T would not comment.',
};
const cnet: Source = {
  id: 'cnet',
  publisher: 'CNET (citing Bloomberg)',
  published: '2018-01',
  makers: ['huawei'],
  text: 'There will be no Mate 10 Pro at Verizon, whose plan to sell the $799 phone ended because officials pressed for it. Like AT&T before, Verizon did not explain itself to CNET.',
};
const other: Source = {
  id: 'other',
  publisher: 'The Verge',
  published: '2018-01-31',
  makers: ['huawei'],
  text: 'Verizon will not sell the Mate 10 Pro. We asked Verizon, AT&T and Huawei about the $799 phone, and Verizon confirmed it to us.',
};

const groupsOf = (...sources: Source[]) => groupSources(sources.map(printSource));
const areTogether = (a: Source, b: Source, ...rest: Source[]) => {
  const groups = groupsOf(a, b, ...rest);
  return groups.get(a.id) === groups.get(b.id);
};

describe('groupSources()', () => {
  test('puts a story with the origin that it names, and what was found out independently apart', () => {
    expect(areTogether(bloomberg, cnet)).toBe(true);
    expect(areTogether(bloomberg, other, cnet)).toBe(false);
    expect(new Set(groupsOf(bloomberg, cnet, other).values()).size).toBe(2);
  });

  test('puts two stories from one origin together where the origin is not there', () => {
    const police: Source = {
      ...cnet,
      id: 'police',
      publisher: 'Android Police, citing Bloomberg',
      text: 'A report that Verizon drops the Mate 10 Pro makes the round, and AT&T had done so before. It would have cost $799.',
    };
    expect(areTogether(cnet, police)).toBe(true);
  });

  test.each([
    [
      'in the text',
      {
        publisher: 'CNET',
        text: `${cnet.text} Bloomberg reported in January 2018 that the pressure came from the White House.`,
      },
    ],
    ['in its publisher', { publisher: 'Mint (from Bloomberg)' }],
    ['as an agency', { publisher: 'The Business Times (Bloomberg)' }],
  ])('reads where a story is from %s', (_name, change) => {
    expect(areTogether(bloomberg, { ...cnet, ...change })).toBe(true);
  });

  test.each([
    ['other makers', { makers: ['zte'] }],
    ['another time', { published: '2018-06' }],
    [
      'other figures and names',
      { text: 'Huawei will open a laboratory in Munich with 300 engineers, and Siemens is to be its first customer.' },
    ],
  ])('keeps two stories that name one origin apart when they are on %s', (_name, change) => {
    expect(areTogether(bloomberg, { ...cnet, ...change })).toBe(false);
  });

  test('does not take the place of publication for the origin', () => {
    const mint: Source = { ...other, id: 'mint', publisher: 'The Verge (in Mint)' };
    const second: Source = { ...bloomberg, id: 'second', publisher: 'Mint' };
    expect(areTogether(mint, second)).toBe(false);
  });

  test('puts copies together, whatever their publisher, date and makers', () => {
    const copy: Source = {
      ...bloomberg,
      id: 'copy',
      publisher: 'Somewhere',
      published: '2019',
      makers: [],
      text: `${bloomberg.text} All of it was copied.`,
    };
    expect(areTogether(bloomberg, copy)).toBe(true);
  });

  const source = fc.record({
    publisher: fc.constantFrom('Bloomberg', 'CNET (citing Bloomberg)', 'The Verge', 'Reuters', 'PCMag, citing Reuters'),
    published: fc.constantFrom('2018', '2018-01', '2018-01-30', '2018-02-02', '2019-05-06'),
    makers: fc.constantFrom(['huawei'], ['zte'], ['huawei', 'zte']),
    text: fc
      .array(
        fc.constantFrom(
          'Verizon drops it for $799',
          'AT&T will not say why, said Ana Ruiz',
          'the plant in Ohio has 300 people',
          'Reuters reported that Boston waits',
          'nobody asked Max Wolff',
        ),
        { minLength: 1, maxLength: 5 },
      )
      .map((parts) => `${parts.join('. Then ')}.`),
  });
  const sources = fc
    .array(source, { maxLength: 8 })
    .map((list) => list.map((one, index) => ({ ...one, id: `s${index}` })));

  test('gives each source one group, numbered from 0 without gaps', () => {
    fc.assert(
      fc.property(sources, (list) => {
        const numbers = [...groupsOf(...list).values()];
        expect(numbers).toHaveLength(list.length);
        expect([...new Set(numbers)].sort((a, b) => a - b)).toEqual(
          Array.from({ length: new Set(numbers).size }, (_, index) => index),
        );
      }),
    );
  });

  test('groups the same whatever the order of the sources', () => {
    const pairs = (list: readonly Source[]) => {
      const groups = groupsOf(...list);
      return list
        .flatMap((a) =>
          list.filter((b) => a.id < b.id && groups.get(a.id) === groups.get(b.id)).map((b) => `${a.id} ${b.id}`),
        )
        .sort();
    };
    fc.assert(
      fc.property(
        sources.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(pairs(shuffled)).toEqual(pairs(list));
        },
      ),
    );
  });

  test('never joins fewer when a source is added', () => {
    fc.assert(
      fc.property(sources, source, (list, more) => {
        const before = groupsOf(...list);
        const after = groupsOf(...list, { ...more, id: 'more' });
        for (const a of list)
          for (const b of list)
            if (before.get(a.id) === before.get(b.id)) expect(after.get(a.id)).toBe(after.get(b.id));
      }),
    );
  });
});
