import path from 'node:path';
import { expect, test } from 'vitest';
import { StatesideRetriever } from '../../src/retrieval/langchain-retriever.js';
import { PassageRetriever } from '../../src/retrieval/retrieve-passages.js';
import { writeArticle } from '../support/articles.js';
import { openFolder } from '../support/index-folder.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const newFolder = useTemporaryFolders();

test('StatesideRetriever answers a LangChain call with passages that slice back out of their article', async () => {
  const folder = newFolder();
  const knowledge = path.join(folder, 'knowledge');
  writeArticle(
    knowledge,
    'tea.md',
    { title: 'Tea' },
    'Oolong is partly oxidised tea. Steep oolong for three minutes.\n',
  );
  writeArticle(knowledge, 'coffee.md', { title: 'Coffee' }, 'Espresso is brewed under pressure in half a minute.\n');
  const index = await openFolder(folder);
  const retriever = new StatesideRetriever(await PassageRetriever.create(index), { count: 1 });
  const documents = await retriever.invoke('how long to steep oolong');
  const article = await index.store.article('tea');
  await index.close();
  expect(documents).toHaveLength(1);
  expect(documents[0]?.metadata).toMatchObject({ articleId: 'tea', title: 'Tea', published: '2018-03' });
  expect(article?.text.slice(documents[0]?.metadata.start, documents[0]?.metadata.end)).toBe(documents[0]?.pageContent);
});
