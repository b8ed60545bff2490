import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { generationNotices } from '../../src/answer/generate/notices.js';
import { parseJsonAnswer } from '../support/contract.js';
import { expectNothingUnproven } from '../support/models/generation.js';
import { usePhoneHome } from '../support/models/phone-home.js';
import { readScript, scriptNames } from '../support/models/script.js';
import { misbehaviours } from '../support/models/surface-questions.js';
import { nodeArguments } from '../support/node-arguments.js';

const say = generationNotices.en;
const home = usePhoneHome();

/** A prompt that is asked line after line. */
function startPrompt(protocol: 'openai' | 'anthropic' | 'ollama') {
  const { knowledgeFolder, dataFolder, server } = home();
  const child: ChildProcess = spawn(process.execPath, [...nodeArguments, 'src/main/repl.ts', '--json'], {
    cwd: path.join(import.meta.dirname, '..', '..'),
    env: {
      PATH: process.env.PATH,
      KNOWLEDGE_DIR: knowledgeFolder,
      DATA_DIR: dataFolder,
      CHAT_TIMEOUT_SECONDS: '2',
      ...server.environment(protocol),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  return {
    ask: async (question: string) => {
      child.stdin?.write(`:reset\n${question}\n`);
      return parseJsonAnswer(String((await lines.next()).value));
    },
    end: () =>
      new Promise<number | null>((resolve) => {
        child.on('close', resolve);
        child.stdin?.end();
      }),
  };
}

test('whatever the model does, each question at the prompt ends in proven sentences or a refusal', async () => {
  const { index, server } = home();
  const asked = misbehaviours();
  expect(asked.map(({ script }) => script).sort()).toEqual(scriptNames().sort());
  const prompt = startPrompt('openai');
  // The first answer makes ready what all others need: on a busy machine that takes longer than a model has here.
  await prompt.ask('Why did Verizon drop the Huawei phone?');
  const generated: string[] = [];
  for (const { script, question } of asked) {
    server.play(readScript(script));
    const before = server.requests.length;
    const answer = await prompt.ask(question);
    expect(['answered', 'no-source'], script).toContain(answer.kind);
    expect(server.requests.length, script).toBeGreaterThan(answer.kind === 'answered' ? before : before - 1);
    if (answer.kind !== 'answered') continue;
    await expectNothingUnproven(answer, index);
    if (answer.mode === 'generated') generated.push(script);
    else expect([say.modelFailed, say.nothingProven], script).toContain(answer.notices.at(-1));
  }
  expect(generated).toContain('good');
  expect(generated.length).toBeGreaterThan(15);
  expect(generated).not.toContain('liar');
  expect(await prompt.end()).toBe(0);
});
