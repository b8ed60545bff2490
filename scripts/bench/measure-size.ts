import { appendFileSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { IndexProgress } from '../../src/retrieval/index-progress.js';
import { type OpenedIndex, type OpenIndexOptions, openIndex } from '../../src/retrieval/open-index.js';
import { PassageRetriever } from '../../src/retrieval/retrieve-passages.js';
import { embeddingTermsOf, searchTermsOf } from '../../src/retrieval/understand/understand-question.js';
import { ExactVectorIndex } from '../../src/retrieval/vectors/exact-vector-index.js';
import { mean, percentile } from '../eval/metrics.js';
import { type Measurement, median, memoryAfterCollection, timeMs, timeSideBySide } from './measurement.js';
import {
  buildLangChainStore,
  buildMiniSearch,
  buildRawHnsw,
  openRawFts,
  type Peer,
  type PreparedQuery,
  readIndexedPassages,
  readRawHnsw,
} from './peers.js';
import { type SyntheticCorpus, writeSyntheticCorpus } from './synthetic-corpus.js';

/** Peers that look at everything, or build slowly in memory, are asked up to this many passages. */
const maximumSmallPeers = 10_000;
const warmUpQueries = 60;
const measuredQueries = 300;
const recallQueries = 100;
const startRuns = 7;
const changeRuns = 3;

/** Measures everything on one synthetic corpus, in a temporary folder that is removed afterwards. */
export async function measureSize(
  passageCount: number,
  glossaryFile: string,
  log: (line: string) => void,
): Promise<Measurement[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'stateside-bench-'));
  try {
    log(`${passageCount} passages: writing articles`);
    const corpus = writeSyntheticCorpus(path.join(folder, 'knowledge'), passageCount, warmUpQueries + measuredQueries);
    // A copy: a change to the shipped one during the run would index everything anew.
    copyFileSync(glossaryFile, path.join(folder, 'glossary.yaml'));
    const { knowledgeFolder } = corpus;
    const options = { knowledgeFolder, glossaryFolders: [folder], dataFolder: path.join(folder, 'data') };
    log(`${passageCount} passages: building`);
    const build = await measureBuild(passageCount, options);
    log(`${passageCount} passages: starting`);
    const start = await measureStart(passageCount, options);
    log(`${passageCount} passages: asking`);
    const queries = await measureQueries(passageCount, options, corpus);
    log(`${passageCount} passages: changing one article`);
    const change = await measureChange(passageCount, options, build.seconds);
    return [...build.measurements, ...start, ...queries, ...change];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureBuild(
  passageCount: number,
  options: OpenIndexOptions,
): Promise<{ measurements: Measurement[]; seconds: number }> {
  const starts = new Map<IndexProgress['stage'], number>();
  const begin = performance.now();
  const index = await openIndex({
    ...options,
    onProgress: ({ stage }) => {
      if (!starts.has(stage)) starts.set(stage, performance.now());
    },
  });
  const end = performance.now();
  const { passageCount: indexed = 0, articleCount = 0 } = index.report ?? {};
  await index.close();
  if (articleCount === 0 || Math.abs(indexed - passageCount) > passageCount * 0.05) {
    throw new Error(`Cannot trust this run: ${indexed} passages were indexed, ${passageCount} were wanted`);
  }
  const { vectors, texts, dimensions } = await readIndexedPassages(options.dataFolder);
  const rawMs = await timeMs(() => buildRawHnsw(vectors, dimensions));
  const seconds = (end - begin) / 1000;
  const stages = [...starts].map(([stage, at], position): Measurement => {
    const next = [...starts.values()][position + 1] ?? end;
    const isLinking = stage === 'linking';
    return {
      corpus: passageCount,
      name: `  of it ${stage}`,
      unit: 's',
      ours: (next - at) / 1000,
      ...(isLinking ? { peer: { name: 'hnswlib-node, adding the same vectors', value: rawMs / 1000 } } : {}),
    };
  });
  const measurements: Measurement[] = [
    { corpus: passageCount, name: 'full build', unit: 's', ours: seconds },
    ...stages,
    { corpus: passageCount, name: 'index rate', unit: 'passages/s', ours: indexed / seconds },
  ];
  if (passageCount <= maximumSmallPeers) {
    const miniSearchMs = await timeMs(() => buildMiniSearch(texts));
    const last = measurements.pop();
    if (last)
      measurements.push({ ...last, peer: { name: 'MiniSearch addAll', value: indexed / (miniSearchMs / 1000) } });
  }
  return { measurements, seconds };
}

async function measureStart(passageCount: number, options: OpenIndexOptions): Promise<Measurement[]> {
  const { dimensions, vectorFile } = await readIndexedPassages(options.dataFolder);
  const times = await timeSideBySide(Array.from({ length: startRuns + 1 }), {
    ours: async () => {
      const index = await openIndex(options);
      if (index.report) throw new Error('Cannot measure the start: the index was built again');
      await index.close();
    },
    raw: () => readRawHnsw(vectorFile, dimensions),
  });
  const ours = median(times.get('ours')?.slice(1) ?? []);
  const raw = median(times.get('raw')?.slice(1) ?? []);
  return [
    {
      corpus: passageCount,
      name: 'start, nothing changed',
      unit: 'ms',
      ours,
      peer: { name: 'hnswlib-node readIndex, same file', value: raw },
      ...(passageCount >= 100_000 ? { target: { text: 'at most 2× the raw read', value: ours / raw, limit: 2 } } : {}),
    },
  ];
}

async function measureQueries(
  passageCount: number,
  options: OpenIndexOptions,
  corpus: SyntheticCorpus,
): Promise<Measurement[]> {
  const before = memoryAfterCollection();
  const index = await openIndex(options);
  const retriever = await PassageRetriever.create(index);
  const warmUp = corpus.queries.slice(0, warmUpQueries);
  for (const text of warmUp) await retriever.retrieve(await retriever.understand(text), { count: 10 });
  const after = memoryAfterCollection();
  const measured = corpus.queries.slice(warmUpQueries);
  // A retriever of its own prepares the peers' queries, so that ours meets each measured query for the first time.
  const preparer = await PassageRetriever.create(index);
  const prepare = (text: string) => prepareQuery(preparer, index, text);
  const { keys, texts, vectors, dimensions, vectorFile } = await readIndexedPassages(options.dataFolder);
  const peers: Record<string, Peer> = {
    'hnswlib-node searchKnn': readRawHnsw(vectorFile, dimensions),
    'FTS5 MATCH': openRawFts(path.join(options.dataFolder, 'stateside.db')),
  };
  if (passageCount <= maximumSmallPeers) {
    peers['LangChain MemoryVectorStore'] = await buildLangChainStore(texts, vectors);
    peers['MiniSearch search'] = buildMiniSearch(texts);
  }
  for (const text of warmUp) {
    const query = await prepare(text);
    for (const peer of Object.values(peers)) await peer.search(query);
  }
  const prepared = await Promise.all(measured.map(prepare));
  const times = await timeSideBySide(prepared, {
    ours: async ({ text }) => {
      const evidence = await retriever.retrieve(await retriever.understand(text), { count: 10 });
      if (evidence.length === 0) throw new Error(`Cannot trust this run: nothing found for "${text}"`);
    },
    ...Object.fromEntries(Object.entries(peers).map(([name, peer]) => [name, (query) => peer.search(query)])),
  });
  for (const peer of Object.values(peers)) peer.close();
  const recall = measureRecall(index, prepared.slice(0, recallQueries), keys, vectors);
  await index.close();

  const ours = times.get('ours') ?? [];
  const both = (times.get('hnswlib-node searchKnn') ?? []).map(
    (time, position) => time + (times.get('FTS5 MATCH')?.[position] ?? 0),
  );
  times.delete('ours');
  times.set('hnswlib-node + FTS5', both);
  const measurements = ([0.5, 0.99] as const).flatMap((share) =>
    [...times].map(([peer, values]): Measurement => {
      const value = percentile(values, share);
      const own = percentile(ours, share);
      const isTarget = share === 0.5 && passageCount >= 100_000 && peer === 'hnswlib-node + FTS5';
      return {
        corpus: passageCount,
        name: `query p${share * 100}`,
        unit: 'ms',
        ours: own,
        peer: { name: peer, value },
        ...(isTarget ? { target: { text: 'at most 3× the raw sum', value: own / value, limit: 3 } } : {}),
      };
    }),
  );
  return [
    ...measurements,
    { corpus: passageCount, name: 'recall@10, graph against exact search', unit: 'share', ours: recall },
    {
      corpus: passageCount,
      name: 'rss, index open and asked',
      unit: 'MB',
      ours: after.rssMb,
      peer: { name: 'before opening', value: before.rssMb },
    },
    {
      corpus: passageCount,
      name: 'heap, index open and asked',
      unit: 'MB',
      ours: after.heapMb,
      peer: { name: 'before opening', value: before.heapMb },
    },
  ];
}

async function prepareQuery(retriever: PassageRetriever, index: OpenedIndex, text: string): Promise<PreparedQuery> {
  const question = await retriever.understand(text);
  return {
    text,
    terms: searchTermsOf(question, 24),
    embedding: Array.from(index.model.embed(embeddingTermsOf(question))),
  };
}

function measureRecall(
  index: OpenedIndex,
  queries: readonly PreparedQuery[],
  keys: readonly number[],
  vectors: readonly Float32Array[],
): number {
  const exact = new ExactVectorIndex(index.vectors.dimensions);
  for (const [position, key] of keys.entries()) {
    const vector = vectors[position];
    if (vector) exact.add(key, vector);
  }
  return mean(
    queries.map(({ embedding }) => {
      const vector = Float32Array.from(embedding);
      const wanted = exact.nearest(vector, 10).map((neighbor) => neighbor.key);
      // The depth that retrieval searches with: what it cuts off, a wider search would not.
      const found = new Set(index.vectors.nearest(vector, 10).map((neighbor) => neighbor.key));
      return wanted.length > 0 ? wanted.filter((key) => found.has(key)).length / wanted.length : 1;
    }),
  );
}

async function measureChange(
  passageCount: number,
  options: OpenIndexOptions,
  buildSeconds: number,
): Promise<Measurement[]> {
  const times: number[] = [];
  for (let run = 0; run < changeRuns; run += 1) {
    const name = `article-${String(run * 7).padStart(6, '0')}.md`;
    appendFileSync(
      path.join(options.knowledgeFolder, name),
      `\nA sentence that was not there before, number ${run}.\n`,
    );
    const start = performance.now();
    const index = await openIndex(options);
    times.push((performance.now() - start) / 1000);
    if (index.report?.changed !== 1) throw new Error('Cannot measure one changed article: others changed too');
    await index.close();
  }
  const seconds = median(times);
  const share = seconds / buildSeconds;
  return [
    {
      corpus: passageCount,
      name: 'one changed article',
      unit: 's',
      ours: seconds,
      peer: { name: 'full build', value: buildSeconds },
      ...(passageCount >= 100_000 ? { target: { text: 'under 1% of the full build', value: share, limit: 0.01 } } : {}),
    },
  ];
}
