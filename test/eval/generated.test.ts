import { expect, test } from 'vitest';
import { EvalQuestion } from '../../scripts/eval/datasets.js';
import { compareWithModel } from '../../scripts/eval/generated.js';
import { Generator } from '../../src/answer/generate/generator.js';
import { TokenBudget } from '../../src/answer/generate/token-budget.js';
import { loadModelConfig } from '../../src/config.js';
import { loadChatModel } from '../../src/main/chat-model.js';
import { usePhoneHome } from '../support/models/phone-home.js';

const home = usePhoneHome();

test('the questions through a model are set beside the extractive answers, with what they cost', async () => {
  const { index, server } = home();
  const { chat } = loadModelConfig(server.environment('openai'));
  if (!chat) throw new Error('No chat model is configured');
  const budget = new TokenBudget({ perPerson: 1e9, perServer: 1e9, inAll: 1e9 });
  const questions = [
    { question: 'Why did Verizon drop Huawei?', answers: [['spying', 'spies']] },
    { question: 'Who won the world cup in 1998?', status: 'no-source' },
  ].map((question) => EvalQuestion.parse(question));
  const table = await compareWithModel(index, new Generator(await loadChatModel(chat), budget), questions, {
    input: 1,
    output: 2,
  });
  const rows = Object.fromEntries(table.split('\n').map((line) => [line.slice(0, 34).trim(), line.slice(34).trim()]));
  expect(rows['']).toMatch(/^quotes alone +openai:scripted$/);
  expect(rows.questions).toMatch(/^2 +2$/);
  expect(rows['fact recall']).toMatch(/^100\.0% +100\.0%$/);
  // No question has gold sources: there is no share of them.
  expect(rows['citation recall (gold sources)']).toMatch(/^– +–$/);
  expect(rows['refused of the unanswerable']).toMatch(/^100\.0% +100\.0%$/);
  expect(rows['written by the model']).toMatch(/^0\.0% +100\.0%$/);
  expect(rows['tokens in / out']).toMatch(/^0 \/ 0 +[1-9]\d* \/ [1-9]\d*$/);
  expect(rows.cost).toMatch(/^\$0\.0000 +\$0\.\d{4}$/);
  expect(new Set(table.split('\n').map((line) => line.length)).size).toBe(1);
});
