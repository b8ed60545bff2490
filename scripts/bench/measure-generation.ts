import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AnswerEngine } from '../../src/answer/answer-question.js';
import { GeneratingEngine } from '../../src/answer/generate/generating-engine.js';
import type { GenerativeModel, ModelChunk } from '../../src/answer/generate/generative-model.js';
import { Generator } from '../../src/answer/generate/generator.js';
import { TokenBudget } from '../../src/answer/generate/token-budget.js';
import { ClaimVerifier } from '../../src/answer/verify/verify-claim.js';
import { translateQuote } from '../../src/knowledge/translate-quote.js';
import { openIndex } from '../../src/retrieval/open-index.js';
import { detectLanguage } from '../../src/text/language.js';
import { EvalQuestion, readJsonLines } from '../eval/datasets.js';
import { percentile } from '../eval/metrics.js';
import type { ShippedCorpus } from './measure-shipped.js';
import type { Measurement } from './measurement.js';

/**
 * Time that verification takes of an answer, all its claims added up as if the model had written them at once; and what
 * an asker waits for: from a claim that a model has written to the claim shown, and from the last one to the answer.
 */
export async function measureGeneration({ knowledgeFolder, questionsFile }: ShippedCorpus): Promise<Measurement[]> {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'stateside-bench-'));
  const index = await openIndex({ knowledgeFolder, glossaryFolders: [knowledgeFolder], dataFolder });
  const engine = await AnswerEngine.create(index);
  const verifier = new ClaimVerifier(index.glossary);
  await verifier.warmUp();
  const verifying: number[] = [];
  const showing: number[] = [];
  const finishing: number[] = [];
  let writtenAt = 0;
  const model = modelThatParaphrases(() => {
    writtenAt = performance.now();
  });
  const budget = new TokenBudget({ perPerson: 1e12, perServer: 1e12, inAll: 1e12 });
  const generating = new GeneratingEngine(engine, index, new Generator(model, budget));
  for (const { question } of readJsonLines(questionsFile, EvalQuestion)) {
    let isFirst = true;
    const { answer } = await generating.answer({
      text: question,
      onProgress: () => {
        if (isFirst) showing.push(performance.now() - writtenAt);
        isFirst = false;
      },
    });
    if (answer.kind !== 'answered') continue;
    finishing.push(performance.now() - writtenAt);
    let total = 0;
    for (const { text, citations } of answer.claims) {
      const proofs = await Promise.all(
        citations.map(async (marker) => {
          const citation = answer.citations[marker - 1];
          const article = await index.store.article(citation?.articleId ?? '');
          if (!citation || !article) return [];
          const language = detectLanguage(text);
          const translated = translateQuote(article, citation.start, citation.end, language);
          const translation = translated === null ? null : { text: translated, language };
          return [{ text: citation.quote, article, translation }];
        }),
      );
      // As in an answer: while the model is still thinking.
      verifier.prepare(proofs.flat());
      const started = performance.now();
      // Not a copy, which would be let through unread.
      verifier.verify(`${text.replace(/[.。]$/, '')} .`, proofs.flat(), 'kept');
      total += performance.now() - started;
    }
    verifying.push(total);
  }
  await index.close();
  rmSync(dataFolder, { recursive: true, force: true });
  const added = percentile(verifying, 0.99);
  const shown = percentile(showing, 0.99);
  const finished = percentile(finishing, 0.99);
  return [
    { corpus: 'shipped', name: 'verification of an answer p50', unit: 'ms', ours: percentile(verifying, 0.5) },
    {
      corpus: 'shipped',
      name: 'verification of an answer p99',
      unit: 'ms',
      ours: added,
      target: { text: 'under 20 ms', value: added, limit: 20 },
    },
    {
      corpus: 'shipped',
      name: 'last claim written to answer shown p99',
      unit: 'ms',
      ours: finished,
      target: { text: 'under 20 ms', value: finished, limit: 20 },
    },
    {
      corpus: 'shipped',
      name: 'claim written to claim shown p99',
      unit: 'ms',
      ours: shown,
      target: { text: 'under 100 ms', value: shown, limit: 100 },
    },
  ];
}

/** Writes each of the first five sentences of its evidence, the first word left as it is, so that none is a mere copy. */
function modelThatParaphrases(onWritten: () => void): GenerativeModel {
  const plain: GenerativeModel['plain'] = {
    stream: async (messages) => {
      const prompt = String(messages[1]?.content ?? '');
      const evidence = prompt
        .split('\n')
        .filter((line) => line.startsWith('{"id":'))
        .map((line) => JSON.parse(line) as { id: number; text: string })
        .slice(0, 5);
      return (async function* (): AsyncGenerator<ModelChunk> {
        yield { content: '{"claims":[' };
        for (const { id, text } of evidence) {
          onWritten();
          yield { content: `${JSON.stringify({ text: text.replace(/[.。]$/, ' .'), ids: [id] })},` };
        }
      })();
    },
  };
  return { id: 'bench', plain, withSchema: () => plain, citesDocuments: false };
}
