import type { AnswerResult } from '../answer/answer-question.js';
import { signalNames } from '../retrieval/rank/signals.js';
import { toDisplayText } from '../text/display.js';
import { wrapText } from './wrap-text.js';

/** Shows how an answer came about: how the question was read, what each passage scored by part, and the decision. */
export function renderExplanation(result: AnswerResult, width: number): string {
  const { answer, explanation } = result;
  const { standalone, understood, verdict, evidence, ranked } = explanation;
  if (!understood || !verdict)
    return answer.kind === 'help'
      ? 'Read as a greeting or a question about the bot: nothing was looked up.'
      : 'There are no articles: nothing was looked up.';
  const wrap = (text: string, indent = '') => wrapText(toDisplayText(text), width, indent);
  const lines = [wrap(`Question: ${standalone.text}`)];
  if (standalone.about !== null) lines.push(wrap(`About (from the conversation): ${standalone.about}`));
  const { intent } = understood;
  const flags = [
    intent.answerType,
    ...(intent.asksNow ? ['now'] : []),
    ...(intent.asksFuture ? ['future'] : []),
    ...(intent.isComparison ? ['comparison'] : []),
    ...(intent.wantsMore ? ['everything'] : []),
  ];
  lines.push(`Language: ${understood.language}; asks for: ${flags.join(', ')}`);
  if (understood.makers.length > 0) lines.push(`Makers: ${understood.makers.join(', ')}`);
  if (understood.entities.length > 0) lines.push(`Names: ${understood.entities.join(', ')}`);
  for (const { from, to } of understood.corrections)
    lines.push(`Unknown word "${toDisplayText(from)}" read as: ${to.join(', ')}`);
  const concepts = understood.concepts.map(
    (concept) => `${concept.surface} ${concept.idf.toFixed(1)}${concept.isKnown ? '' : ' (unknown)'}`,
  );
  lines.push(wrap(`Looked up (with weights): ${concepts.join(', ')}`), '');
  const compare = verdict.probability >= verdict.threshold ? 'answered' : 'refused';
  lines.push(
    wrap(
      `Decision: ${compare}, because the chance that the sources say it is ${percent(verdict.probability)} (at least ${percent(verdict.threshold)} is needed)`,
    ),
  );
  if (verdict.missing.length > 0) lines.push(wrap(`Not in the evidence: ${verdict.missing.join(', ')}`));
  lines.push('', 'Passages, best first:');
  for (const [rank, { article, passage, score, parts }] of evidence.entries()) {
    const shown = signalNames.filter((name) => parts[name] > 0).map((name) => `${name} ${parts[name].toFixed(2)}`);
    lines.push(
      wrap(`${rank + 1}. ${score.toFixed(3)} ${passage.id} (${article.published})`, '  '),
      wrap(shown.join(', '), '     '),
    );
  }
  lines.push('', 'Sentences, likeliest first:');
  for (const { candidate, probability } of ranked.slice(0, 6)) {
    lines.push(wrap(`${percent(probability)} ${candidate.sentence.text.replace(/\s+/g, ' ')}`, '  '));
  }
  return lines.join('\n');
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
