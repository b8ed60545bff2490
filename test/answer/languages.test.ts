import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AnswerEngine } from '../../src/answer/answer-question.js';
import { type OpenedIndex, openIndex } from '../../src/retrieval/open-index.js';
import { writeArticle } from '../support/articles.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const shipped = fileURLToPath(new URL('../../knowledge', import.meta.url));
const makeFolder = useTemporaryFolders();
let index: OpenedIndex;
let engine: AnswerEngine;

/** One article in each language, read with the shipped glossary. */
beforeAll(async () => {
  const folder = makeFolder();
  const knowledgeFolder = path.join(folder, 'knowledge');
  writeArticle(
    knowledgeFolder,
    'chinese.md',
    { title: '小米暂无进入美国市场的计划', published: '2026-02-11' },
    '小米创始人雷军在2026年2月表示，公司目前没有进入美国市场的计划。分析师认为，专利和运营商关系是主要障碍。\n',
  );
  writeArticle(
    knowledgeFolder,
    'spanish.md',
    { title: 'Huawei deja de vender portátiles en Perú', published: '2025-05-02' },
    'Huawei anunció en mayo de 2025 que dejará de vender ordenadores portátiles en Perú por los aranceles. La empresa tiene 400 empleados en Lima.\n',
  );
  writeArticle(
    knowledgeFolder,
    'english.md',
    { title: 'Carriers refuse Honor', published: '2024-05-02' },
    'Verizon and AT&T refused to sell Honor phones in May 2024 because of security concerns. Honor has 12 employees in Texas.\n',
  );
  index = await openIndex({ knowledgeFolder, glossaryFolders: [shipped], dataFolder: path.join(folder, 'data') });
  engine = await AnswerEngine.create(index, () => new Date('2026-03-01T00:00:00Z'));
});
afterAll(() => index.close());

describe('a question finds evidence in another language', () => {
  test.each([
    ['English over Chinese', 'Does Xiaomi plan to enter the US market?', '没有进入美国市场的计划', 'chinese'],
    ['English over Spanish', 'Why does Huawei stop selling laptops in Peru?', 'por los aranceles', 'spanish'],
    [
      'English over Spanish, a name stemmed otherwise',
      'How many employees does Huawei have in Lima?',
      '400',
      'spanish',
    ],
    ['Spanish over English', '¿Por qué Verizon no vende móviles Honor?', 'security concerns', 'english'],
    ['Spanish over English, a number', '¿Cuántos empleados tiene Honor en Texas?', '12 employees', 'english'],
    ['Chinese over English', '为什么威瑞森不卖荣耀手机？', 'security concerns', 'english'],
    ['Chinese over Chinese', '小米有进入美国的计划吗？', '没有进入美国市场的计划', 'chinese'],
  ])('%s', async (_, text, quoted, articleId) => {
    const { answer } = await engine.answer({ text });
    if (answer.kind !== 'answered') throw new Error(`"${text}" was not answered`);
    expect(answer.citations[0]?.articleId).toBe(articleId);
    expect(answer.citations[0]?.quote).toContain(quoted);
  });
});
