// Opens the index of the folder named by the first argument, in a process of its own that a test can kill.
// Prints a line when it starts, at each new stage, and what it found at the end.
import { describeError } from '../../src/error.js';
import { openIndex } from '../../src/retrieval/open-index.js';

const [knowledgeFolder = '', dataFolder = ''] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);

say('started');
let stage = '';
try {
  const index = await openIndex({
    knowledgeFolder,
    glossaryFolders: [knowledgeFolder],
    dataFolder,
    onProgress: (progress) => {
      if (progress.stage !== stage) say(progress.stage);
      stage = progress.stage;
    },
  });
  const { articleCount, passageCount } = await index.store.statistics();
  say(`done ${JSON.stringify({ articleCount, passageCount, vectors: index.vectors.size })}`);
  await index.close();
} catch (error) {
  say(`failed ${describeError(error)}`);
  process.exitCode = 1;
}
