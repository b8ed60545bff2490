// Rewrites test/fixtures/articles/*/expected.passages.json. Read the diff: the test compares with nothing else.
// npx tsx test/support/regenerate-golden.ts
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { goldenCases, goldenFolder, passagesOfCase } from './golden-articles.js';

for (const name of goldenCases()) {
  const filePath = path.join(goldenFolder, name, 'expected.passages.json');
  writeFileSync(filePath, `${JSON.stringify(passagesOfCase(name), null, 2)}\n`);
}
