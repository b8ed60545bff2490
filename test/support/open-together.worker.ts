import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../../src/retrieval/sqlite/open-database.js';

/** Opens new files at the same moments as its fellows do, and tells what went wrong. */
const { folder, rounds, fellows, arrived } = workerData as {
  readonly folder: string;
  readonly rounds: number;
  readonly fellows: number;
  readonly arrived: Int32Array;
};
const failures: string[] = [];
for (let round = 0; round < rounds; round += 1) {
  Atomics.add(arrived, 0, 1);
  while (Atomics.load(arrived, 0) < fellows * (round + 1));
  try {
    openDatabase(path.join(folder, `${round}.db`)).close();
  } catch (error) {
    failures.push(String(error));
  }
}
parentPort?.postMessage(failures);
