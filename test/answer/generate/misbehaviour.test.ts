import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answered } from '../../../src/answer/answer.js';
import { AnswerEngine } from '../../../src/answer/answer-question.js';
import type { Patience } from '../../../src/answer/generate/generator.js';
import { generationNotices } from '../../../src/answer/generate/notices.js';
import type { OpenedIndex } from '../../../src/retrieval/open-index.js';
import { expectNothingUnproven, generatingEngine, shortPatience } from '../../support/models/generation.js';
import { ModelServer } from '../../support/models/model-server.js';
import { readScript, scriptNames } from '../../support/models/script.js';
import { openInThread } from '../../support/open-in-thread.js';
import { writePhoneCorpus } from '../../support/phone-corpus.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const question = 'Why did Verizon drop Huawei?';
const say = generationNotices.en;
let index: OpenedIndex;
let extractive: Answered;

beforeAll(async () => {
  const folder = makeFolder();
  writePhoneCorpus(path.join(folder, 'knowledge'));
  index = await openInThread(folder);
  const { answer } = await (await AnswerEngine.create(index)).answer({ text: question });
  if (answer.kind !== 'answered') throw new Error('The engine alone does not answer');
  extractive = answer;
});
afterAll(() => index.close());

/** How each script ends: with the model's claims, or with the extractive answer and a notice. */
const endings: Readonly<Record<string, 'generated' | 'failed' | 'nothing-proven' | 'either'>> = {
  'always-context-overflow': 'failed',
  'always-rate-limited': 'failed',
  'always-server-error': 'failed',
  breaks: 'failed',
  'breaks-after-a-claim': 'generated',
  'caret-citations': 'generated',
  'claims-in-tool-call': 'nothing-proven',
  'context-overflow': 'generated',
  empty: 'nothing-proven',
  // Cut off by its length, or on a busy machine by the time it takes.
  endless: 'either',
  'endless-claims': 'generated',
  // Some clients find a fault in it, some find nothing.
  garbage: 'either',
  good: 'generated',
  'half-liar': 'generated',
  hangs: 'failed',
  'json-in-prose': 'generated',
  'lenticular-citations': 'generated',
  liar: 'nothing-proven',
  'names-missing': 'generated',
  'no-schema': 'generated',
  'no-such-model': 'failed',
  'not-answered': 'nothing-proven',
  'rate-limited': 'generated',
  refusal: 'nothing-proven',
  'repairs-itself': 'generated',
  rewriter: 'generated',
  'rewrites-to-something-else': 'generated',
  'server-error': 'generated',
  slow: 'generated',
  'split-citations': 'generated',
  'splits-question': 'generated',
  stalls: 'failed',
  'stalls-after-a-claim': 'generated',
  thinking: 'generated',
  'tool-call': 'nothing-proven',
  truncated: 'generated',
  unauthorised: 'failed',
  'unknown-ids': 'generated',
};

/** Scripts that go on until patience ends; the others have plenty of it, so that none ends early on a busy machine. */
const patiences: Readonly<Record<string, Partial<Patience>>> = {
  hangs: shortPatience,
  stalls: shortPatience,
  'stalls-after-a-claim': { firstClaimMs: 6_000, totalMs: 6_000 },
};
const plenty: Patience = { firstClaimMs: 20_000, totalMs: 40_000, restMs: 300 };

test('every script has an ending here', () => {
  expect(Object.keys(endings).sort()).toEqual(scriptNames().sort());
});

/** Each has a server of its own, and most of the time is waiting for it. */
const withServer = test.extend<{ server: ModelServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern that nothing else is needed
  server: async ({}, use) => {
    const server = await ModelServer.start(readScript('good'));
    await use(server);
    await server.stop();
  },
});

describe.concurrent.each(['openai', 'anthropic', 'ollama'] as const)('a model that speaks %s', (protocol) => {
  withServer.for(Object.entries(endings))('and does "%s" ends well: %s', async ([script, ending], { server }) => {
    server.play(readScript(script));
    const engine = await generatingEngine(index, server, protocol, { patience: patiences[script] ?? plenty });
    const progress: Answered[] = [];
    const { answer, generation } = await engine.answer({
      text: question,
      onProgress: (partial) => progress.push(partial),
    });
    if (answer.kind !== 'answered') throw new Error(`It ends as ${answer.kind}`);
    await expectNothingUnproven(answer, index);
    for (const partial of progress) await expectNothingUnproven(partial, index);
    if (ending === 'generated') {
      expect([answer.mode, generation?.outcome]).toEqual(['generated', 'generated']);
      expect(progress.length).toBeGreaterThan(0);
      // What was shown stays as it was shown.
      for (const partial of progress) {
        expect(answer.claims.slice(0, partial.claims.length)).toEqual(partial.claims);
        expect(answer.citations.slice(0, partial.citations.length)).toEqual(partial.citations);
      }
    } else {
      const notices = {
        failed: [say.modelFailed],
        'nothing-proven': [say.nothingProven],
        either: [say.modelFailed, say.nothingProven],
      };
      expect(
        notices[ending].map((notice) => ({ ...extractive, notices: [...extractive.notices, notice] })),
      ).toContainEqual(answer);
      expect(progress).toEqual([]);
    }
  });
});
