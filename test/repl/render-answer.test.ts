import picocolors from 'picocolors';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { Answer, Citation } from '../../src/answer/answer.js';
import { renderAnswer } from '../../src/repl/render-answer.js';
import { unsafeCharacters } from '../support/contract.js';
import { answerOf } from '../support/scripted-engine.js';

const citation: Citation = {
  marker: 1,
  passageId: 'a#1',
  articleId: 'a',
  title: 'Verizon drops the phone',
  publisher: 'The Paper',
  published: '2018-01-30',
  url: 'https://example.org/a',
  quote: 'Verizon dropped the\nphone.',
  start: 0,
  end: 26,
};
const plain = { width: 60, colors: picocolors.createColors(false), areBriefs: true };
const render = (question: string, answer: Answer, options: Partial<typeof plain> = {}) =>
  renderAnswer(question, answer, { ...plain, ...options });

describe('renderAnswer()', () => {
  test('says of each citation whether it is a brief, as its article says or the glossary for those that do not', () => {
    const of = (brief: boolean | undefined, areBriefs: boolean) =>
      render('Why?', answerOf([{ ...citation, ...(brief === undefined ? {} : { brief }) }]), { areBriefs });
    expect(of(false, true)).not.toContain('brief of the source');
    expect(of(true, false)).toContain('brief of the source');
    expect(of(undefined, true)).toContain('brief of the source');
    expect(of(undefined, false)).not.toContain('brief of the source');
  });

  test('shows date, sentences, notices, then each quote with its source', () => {
    const second = {
      ...citation,
      marker: 2,
      articleId: 'b',
      quote: 'AT&T said no.',
      published: '2018',
      url: 'https://example.org/b',
    };
    expect(render('Why?', answerOf([citation, second], ['[2] was overtaken by the later report in [1].']))).toBe(
      `As of 30 January 2018 · 2 sources

Verizon dropped the phone. [1] AT&T said no. [2]

[2] was overtaken by the later report in [1].

[1] “Verizon dropped the phone.”
    Verizon drops the phone · The Paper · 30 January 2018 ·
    brief of the source
    https://example.org/a

[2] “AT&T said no.”
    Verizon drops the phone · The Paper · 2018 · brief of
    the source
    https://example.org/b`,
    );
  });

  test('counts articles, not quotes', () => {
    expect(render('Why?', answerOf([citation, { ...citation, marker: 2 }]))).toContain('1 source\n');
  });

  test('says how many of the sources are independent when some are not, and nothing of it otherwise', () => {
    const answer = answerOf([
      citation,
      { ...citation, marker: 2, articleId: 'b' },
      { ...citation, marker: 3, articleId: 'c' },
    ]);
    expect(render('Why?', { ...answer, independentSources: 2 })).toContain(' · 2 independent sources in 3 articles\n');
    expect(render('¿Por qué?', { ...answer, independentSources: 1 })).toContain(
      ' · 1 fuente independiente en 3 artículos\n',
    );
    expect(render('为什么？', { ...answer, independentSources: 2 })).toContain(' · 3篇文章，2个独立来源\n');
    expect(render('Why?', { ...answer, independentSources: 3 })).toContain(' · 3 sources\n');
    expect(render('Why?', answer)).toContain(' · 3 sources\n');
  });

  test('says that an article is a brief only where articles are', () => {
    expect(render('Why?', answerOf([citation]), { areBriefs: false })).not.toContain('brief');
  });

  test('labels in the language of the question', () => {
    expect(render('¿Por qué?', answerOf([citation]))).toContain('A fecha de 30 de enero de 2018 · 1 fuente');
    expect(render('为什么？', answerOf([citation]))).toContain('截至2018年1月30日 · 1个来源');
  });

  test('shows what is nearest when it refuses, each with its address', () => {
    const nearest = [{ id: 'a', title: 'Verizon drops the phone', published: '2018', url: 'https://example.org/a' }];
    expect(render('Why?', { kind: 'no-source', text: "My sources don't say.", notices: [], nearest })).toBe(
      "My sources don't say.\n\nThe nearest they hold:\n  · Verizon drops the phone (2018) https://example.org/a",
    );
    expect(render('Why?', { kind: 'no-source', text: "My sources don't say.", notices: [], nearest: [] })).toBe(
      "My sources don't say.",
    );
  });

  test('never breaks an address of a citation, and keeps everything else within the width', () => {
    const url = `https://example.org/${'path/'.repeat(30)}`;
    const shown = render(
      'Why?',
      answerOf([{ ...citation, url, title: 'A long title '.repeat(12).trim(), quote: 'word '.repeat(60).trim() }]),
      { width: 40 },
    );
    expect(shown).toContain(url);
    for (const line of shown.split('\n')) if (!line.includes(url)) expect(stringWidth(line)).toBeLessThanOrEqual(40);
  });

  test('colours markers and labels when it may, and only then', () => {
    const colored = render('Why?', answerOf([citation], ['A notice.']), { colors: picocolors.createColors(true) });
    expect(colored).toContain('\u001b[36m[1]\u001b[39m');
    expect(colored).toContain('\u001b[33mA notice.\u001b[39m');
    expect(render('Why?', answerOf([citation], ['A notice.']))).not.toContain('\u001b');
  });

  test('shows nothing of a source that could reach the terminal', () => {
    const nasty = 'x\u001b[2J\u202eevil\u0007\u200b\u2066\u009b31m\ud800';
    const everywhere = {
      ...citation,
      title: nasty,
      publisher: nasty,
      quote: nasty,
      url: `https://example.org/${nasty}`,
    };
    const nearest = [{ id: 'a', title: nasty, published: '2018', url: `https://example.org/${nasty}` }];
    for (const answer of [
      answerOf([everywhere], [nasty]),
      { kind: 'no-source' as const, text: nasty, notices: [nasty], nearest },
    ]) {
      const shown = render(nasty, answer);
      expect(shown).not.toMatch(unsafeCharacters);
      expect(Buffer.from(shown).toString()).toBe(shown);
      expect(shown).toContain('evil');
    }
  });

  test('a line break in a title, publisher or address makes no line of its own that looks like ours', () => {
    const forged = 'A title\n\n[2] “A forged quote.”\n    The Paper';
    const shown = render(
      'Why?',
      answerOf([{ ...citation, title: forged, publisher: forged, url: `https://example.org/\n[3] “Another.”` }]),
      { width: 200 },
    );
    expect(shown.split('\n').filter((line) => /^\[\d\] “/.test(line))).toHaveLength(1);
    const nearest = [{ id: 'a', title: forged, published: '2018', url: 'https://example.org/a' }];
    const refusal = render('Why?', { kind: 'no-source', text: 'No.', notices: [], nearest }, { width: 200 });
    expect(refusal.split('\n')).toHaveLength(4);
  });
});
