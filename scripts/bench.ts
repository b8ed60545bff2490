import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureDiscord } from './bench/measure-discord.js';
import { measureGeneration } from './bench/measure-generation.js';
import { shippedMeasurements } from './bench/measure-shipped.js';
import { measureSize } from './bench/measure-size.js';
import { isMet, type Measurement } from './bench/measurement.js';
import { renderTable } from './bench/render-table.js';

const repository = fileURLToPath(new URL('..', import.meta.url));
const knowledgeFolder = path.join(repository, 'knowledge');

try {
  const { values } = parseArgs({
    options: { sizes: { type: 'string', default: '1000,10000,100000' }, json: { type: 'string' } },
  });
  const sizes = values.sizes.split(',').filter(Boolean).map(Number);
  if (!sizes.every((size) => Number.isInteger(size) && size >= 100))
    throw new RangeError(`Cannot use --sizes "${values.sizes}": want passage counts from 100 on, such as 1000,10000`);
  const measurements: Measurement[] = [];
  const log = (line: string) => process.stderr.write(`${line}\n`);
  log('shipped articles');
  for (const measure of [...shippedMeasurements, measureGeneration, measureDiscord]) {
    const questionsFile = path.join(repository, 'test', 'questions', 'validate.jsonl');
    measurements.push(...(await measure({ knowledgeFolder, questionsFile })));
  }
  for (const size of sizes)
    measurements.push(...(await measureSize(size, path.join(knowledgeFolder, 'glossary.yaml'), log)));
  process.stdout.write(`${renderTable(measurements)}\n`);
  if (values.json !== undefined) {
    const machine = { node: process.version, cpu: os.cpus()[0]?.model ?? '', cores: os.cpus().length };
    const withVerdicts = measurements.map((measurement) =>
      measurement.target ? { ...measurement, isMet: isMet(measurement.target) } : measurement,
    );
    writeFileSync(values.json, `${JSON.stringify({ machine, measurements: withVerdicts }, null, 2)}\n`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
