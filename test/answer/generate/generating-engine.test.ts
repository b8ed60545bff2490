import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Answered } from '../../../src/answer/answer.js';
import type { ServerState } from '../../../src/answer/generate/generator.js';
import { generationNotices } from '../../../src/answer/generate/notices.js';
import type { OpenedIndex } from '../../../src/retrieval/open-index.js';
import { expectNothingUnproven, generatingEngine } from '../../support/models/generation.js';
import { ModelServer } from '../../support/models/model-server.js';
import { readScript, type Script } from '../../support/models/script.js';
import { openInThread } from '../../support/open-in-thread.js';
import { writePhoneCorpus } from '../../support/phone-corpus.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const verizon = 'Why did Verizon drop Huawei?';
const say = generationNotices.en;
let index: OpenedIndex;
let server: ModelServer;

beforeAll(async () => {
  const folder = makeFolder();
  writePhoneCorpus(path.join(folder, 'knowledge'));
  index = await openInThread(folder);
});
afterAll(() => index.close());
beforeEach(async () => {
  server = await ModelServer.start(readScript('good'));
});
afterEach(() => server.stop());

const writes = (...replies: Script['replies']): Script => ({ about: 'Written in the test', replies });
const claims = (...texts: readonly (readonly [string, number[]])[]) => ({
  claims: texts.map(([text, ids]) => ({ text, ids })),
});

describe('GeneratingEngine', () => {
  test('shows a paraphrase that is proven, in the language of the question, with the original quote', async () => {
    server.play(
      writes(
        claims([
          'Verizon abandonó en enero de 2018 su plan de vender el Huawei Mate 10 Pro porque el gobierno de Estados Unidos temía el espionaje.',
          [1],
        ]),
      ),
    );
    const engine = await generatingEngine(index, server, 'openai');
    const { answer } = await engine.answer({ text: '¿Por qué abandonó Verizon a Huawei?' });
    if (answer.kind !== 'answered') throw new Error(answer.text);
    expect(answer).toMatchObject({ mode: 'generated', asOf: '2018-01-30' });
    expect(answer.text).toMatch(/^Verizon abandonó .+ \[1\]$/);
    expect(answer.citations[0]?.quote).toMatch(/^Verizon dropped its plan/);
    await expectNothingUnproven(answer, index);
  });

  test('asks once to repair, tells why, and puts the quote in the place of what stays unproven', async () => {
    server.play(readScript('half-liar'));
    const engine = await generatingEngine(index, server, 'openai');
    const { answer, generation } = await engine.answer({ text: verizon });
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]?.prompt).toContain('"notProven":["');
    expect(answer.kind === 'answered' && answer.claims.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Verizon dropped/),
      expect.stringMatching(/^Verizon would not comment/),
    ]);
    expect(generation).toMatchObject({ outcome: 'generated', calls: 2, rejected: 2, failure: null });
  });

  test('leaves refusals and help to the engine, and the model unasked', async () => {
    server.play(readScript('liar'));
    const engine = await generatingEngine(index, server, 'openai');
    expect((await engine.answer({ text: 'Who won the world cup in 1998?' })).answer.kind).toBe('no-source');
    expect((await engine.answer({ text: 'hello' })).answer.kind).toBe('help');
    expect(server.requests).toEqual([]);
  });

  test('takes a question of two parts apart and answers each from what was found for it', async () => {
    server.play(readScript('splits-question'));
    const engine = await generatingEngine(index, server, 'openai');
    const { answer, conversation } = await engine.answer({
      text: 'Why did Verizon drop Huawei, and how much does the OnePlus 6T cost at T-Mobile?',
    });
    if (answer.kind !== 'answered') throw new Error(answer.text);
    const quotes = answer.citations.map(({ quote }) => quote).join(' ');
    expect(quotes).toContain('feared spying');
    expect(quotes).toContain('580 dollars');
    expect(conversation.at(-1)?.makers).toEqual(expect.arrayContaining(['huawei', 'oneplus']));
    await expectNothingUnproven(answer, index);
  });

  test('does not follow a rewriting that names what nobody has named', async () => {
    server.play(readScript('rewrites-to-something-else'));
    const engine = await generatingEngine(index, server, 'openai');
    const first = await engine.answer({ text: verizon });
    const { explanation } = await engine.answer({ text: 'what about AT&T?', conversation: first.conversation });
    expect(explanation.standalone.text).toContain('AT&T');
  });

  test('looks for what a draft names as missing, once', async () => {
    server.play(
      writes(
        { claims: [], missing: 'Where does the Honor warehouse stand' },
        { claims: [], missing: 'something else' },
      ),
    );
    const engine = await generatingEngine(index, server, 'openai');
    await engine.answer({ text: verizon });
    expect(server.requests).toHaveLength(2);
    expect(server.requests[0]?.prompt).not.toContain('Nevada');
    expect(server.requests[1]?.prompt).toContain('Nevada');
  });

  test('remembers answers by question, filters and index, and spends nothing on them', async () => {
    const engine = await generatingEngine(index, server, 'openai');
    const first = await engine.answer({ text: verizon });
    const shown: Answered[] = [];
    const second = await engine.answer({ text: verizon, onProgress: (partial) => shown.push(partial) });
    expect(server.requests).toHaveLength(1);
    expect(second.answer).toEqual(first.answer);
    expect(second.generation).toMatchObject({ outcome: 'cached', usage: { inputTokens: 0, outputTokens: 0 } });
    expect(shown).toEqual([first.answer]);
    await engine.answer({ text: verizon, filters: { since: '2018' } });
    expect(server.requests).toHaveLength(2);
  });

  test.each([
    ['a person', { perPerson: 4_000 }, { person: 'alice', guild: 'phones' }, { person: 'bob', guild: 'phones' }],
    ['a server', { perServer: 4_000 }, { person: 'alice', guild: 'phones' }, { person: 'alice', guild: 'other' }],
  ])('keeps to the allowance of %s, and lets others go on', async (_, allowance, spender, other) => {
    const engine = await generatingEngine(index, server, 'openai', { allowance });
    const ask = async (text: string, asker: typeof spender) =>
      (await engine.answer({ text, asker })).generation?.outcome;
    const outcomes = [];
    for (const text of [
      verizon,
      'Why did AT&T drop Huawei?',
      'Why was ZTE banned?',
      'Why did Xiaomi buy patents?',
      'Did Meizu ever plan a US launch?',
    ])
      outcomes.push(await ask(text, spender));
    expect(outcomes[0]).toBe('generated');
    expect(outcomes.at(-1)).toBe('no-budget');
    expect(await ask('When was the ban on ZTE lifted?', other)).toBe('generated');
    const { answer } = await engine.answer({ text: 'How large was the fine of ZTE?', asker: spender });
    expect(answer.notices).toContain(say.budgetSpent);
  });

  test('gives a server that fails three times a rest, tells so once, and asks it again later', async () => {
    server.play(readScript('unauthorised'));
    const states: ServerState['state'][] = [];
    const engine = await generatingEngine(index, server, 'openai', {
      onServerState: ({ state }) => states.push(state),
    });
    const questions = [
      verizon,
      'Why did AT&T drop Huawei?',
      'Why was ZTE banned?',
      'Why did Xiaomi buy patents?',
      'Did Meizu ever plan a US launch?',
    ];
    for (const text of questions) expect((await engine.answer({ text })).answer.notices).toContain(say.modelFailed);
    expect(server.requests).toHaveLength(3);
    expect(states).toEqual(['resting']);
    server.play(readScript('good'));
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect((await engine.answer({ text: verizon })).answer).toMatchObject({ mode: 'generated' });
    expect(states).toEqual(['resting', 'answering']);
  });

  test('ends when the asker stops it, with what is proven until then', async () => {
    server.play(readScript('stalls-after-a-claim'));
    const engine = await generatingEngine(index, server, 'openai');
    const stop = new AbortController();
    const { answer, generation } = await engine.answer({
      text: verizon,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(answer).toMatchObject({ mode: 'generated', claims: [{ citations: [1] }], notices: [] });
    expect(generation?.failure).toBe('cancelled');
  });

  test('says that the evidence was trimmed, and that the model did not finish', async () => {
    server.play(readScript('context-overflow'));
    const engine = await generatingEngine(index, server, 'ollama');
    expect((await engine.answer({ text: verizon })).answer.notices).toEqual([say.evidenceTrimmed]);
    server.play(readScript('breaks-after-a-claim'));
    expect((await engine.answer({ text: 'Why did AT&T drop Huawei?' })).answer.notices).toEqual([say.cutShort]);
  });
});
