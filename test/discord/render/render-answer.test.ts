import { describe, expect, test } from 'vitest';
import type { Answered, Citation } from '../../../src/answer/answer.js';
import { type AnswerView, renderAnswer } from '../../../src/discord/render/render-answer.js';
import { flatten } from '../../support/discord/payload-checks.js';
import { answerOf } from '../../support/scripted-engine.js';

const citation = (marker: number, over: Partial<Citation> = {}): Citation => ({
  marker,
  passageId: `p${marker}`,
  articleId: `a${marker}`,
  title: `Title ${marker}`,
  publisher: 'The Paper',
  published: '2018-03-27',
  url: `https://example.org/${marker}`,
  quote: `Quote ${marker} stands here.`,
  start: 0,
  end: 20,
  ...over,
});

const view: AnswerView = {
  exchange: 'abcdefghijkl',
  question: 'Why?',
  language: 'en',
  areBriefs: true,
  isPrivate: false,
  mayEmbed: true,
};

const answer: Answered = answerOf([citation(1), citation(2, { articleId: 'a1' })], ['Something may have changed.']);

describe('renderAnswer()', () => {
  test('puts question, date, sentences and remarks above the sources', () => {
    const [reply, ...rest] = renderAnswer(answer, view);
    expect(rest).toEqual([]);
    expect(reply?.content).toBe(
      '-# Why?\n-# As of 27 March 2018 · 1 source\n\nQuote 1 stands here. [1] Quote 2 stands here. [2]\n\n-# ⚠️ Something may have changed.',
    );
    expect(reply?.embeds?.[0]?.description).toBe(
      [1, 2]
        .map(
          (marker) =>
            `**[${marker}]** “Quote ${marker} stands here.”\n[Title ${marker}](https://example.org/${marker}) · The Paper · 27 March 2018 · brief of the source`,
        )
        .join('\n\n'),
    );
  });

  test('says how many of the sources are independent when some are not', () => {
    const two = answerOf([citation(1), citation(2)]);
    const head = (independentSources: number) => renderAnswer({ ...two, independentSources }, view)[0]?.content ?? '';
    expect(head(1)).toContain('· 1 independent source in 2 articles\n');
    expect(head(2)).toContain('· 2 sources\n');
  });

  test('speaks the language of the question, and says "brief" only of briefs', () => {
    const [reply] = renderAnswer(answer, { ...view, language: 'zh', areBriefs: false, question: null, note: 'Shared' });
    expect(reply?.content).toMatch(/^-# Shared\n-# 截至2018年3月27日 · 1个来源\n\n/);
    expect(reply?.embeds?.[0]?.description).toMatch(/ · 2018年3月27日$/m);
    expect(flatten(reply?.components ?? []).map(({ label }) => label)).toContain('更多证据');
  });

  test('where the bot may not embed, the sources stand below the sentences', () => {
    const [reply] = renderAnswer(answer, { ...view, mayEmbed: false });
    expect(reply?.embeds).toBeUndefined();
    expect(reply?.content).toMatch(/\[2\]\n\n-# ⚠️ .*\n\n\*\*\[1\]\*\* “Quote 1/);
  });

  test('offers to make an answer public only when it is private', () => {
    const labels = (isPrivate: boolean) =>
      renderAnswer(answer, { ...view, isPrivate }).flatMap(({ components = [] }) =>
        flatten(components).flatMap(({ label }) => label ?? []),
      );
    expect(labels(false)).toEqual(['More evidence', 'Newest only', 'Helpful', 'Not helpful']);
    expect(labels(true)).toEqual(['More evidence', 'Newest only', 'Make public', 'Helpful', 'Not helpful']);
  });
});
