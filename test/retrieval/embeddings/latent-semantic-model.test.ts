import { describe, expect, test } from 'vitest';
import { LatentSemanticModel } from '../../../src/retrieval/embeddings/latent-semantic-model.js';
import { LocalEmbeddings } from '../../../src/retrieval/embeddings/local-embedder.js';
import { contentTerms } from '../../../src/text/analyze.js';

/** Two subjects. "Handset" and "phone" never stand together, but keep the same company. */
const texts = [
  'The handset was sold by the carrier in a store.',
  'A carrier store sold the handset cheaply.',
  'The handset came unlocked from the carrier store.',
  'The phone was sold by the carrier in a store.',
  'A carrier store sold the phone cheaply.',
  'The phone came unlocked from the carrier store.',
  'The court heard the patent lawsuit and ruled on damages.',
  'A patent lawsuit reached the court over damages.',
  'The court weighed damages in the patent lawsuit again.',
  'Damages followed when the court closed the patent lawsuit.',
];
const fitModel = () =>
  LatentSemanticModel.fit(
    texts.map((text) => contentTerms(text, 'en')),
    () => 1,
  );
const embed = (model: LatentSemanticModel, text: string) => model.embed(contentTerms(text, 'en'));
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

describe('LatentSemanticModel', () => {
  test('brings words together that keep the same company, and keeps subjects apart', () => {
    const model = fitModel();
    const phone = embed(model, 'phone');
    expect(dot(phone, embed(model, 'handset'))).toBeGreaterThan(0.9);
    expect(dot(phone, embed(model, 'lawsuit'))).toBeLessThan(0.3);
  });

  test('gives vectors of length 1, and zero for a text without known words', () => {
    const model = fitModel();
    const vector = embed(model, 'The carrier sold a phone');
    expect(dot(vector, vector)).toBeCloseTo(1, 5);
    expect(embed(model, 'zebra').every((value) => value === 0)).toBe(true);
    expect(embed(model, '')).toHaveLength(model.dimensions);
  });

  test('is the same after it was written and read', () => {
    const model = fitModel();
    const read = LatentSemanticModel.fromBytes(model.toBytes());
    expect([read.id, read.dimensions]).toEqual([model.id, model.dimensions]);
    expect(embed(read, texts[6] ?? '')).toEqual(embed(model, texts[6] ?? ''));
  });

  test('its id names the fit: the same for the same passages, another for others', () => {
    expect(fitModel().id).toBe(fitModel().id);
    const other = LatentSemanticModel.fit(
      texts.slice(1).map((text) => contentTerms(text, 'en')),
      () => 1,
    );
    expect(other.id).not.toBe(fitModel().id);
  });

  test.each([
    ['no passages', []],
    ['two passages', [['phone'], ['phone']]],
    ['passages without words', [[], [], [], []]],
    ['passages without a shared word', [['a'], ['b'], ['c'], ['d']]],
  ])('embeds everything as zero when fitted on %s', (_name, passages) => {
    const model = LatentSemanticModel.fit(passages, () => 1);
    expect([...model.embed(['phone'])]).toEqual([0]);
    expect(LatentSemanticModel.fromBytes(model.toBytes()).id).toBe(model.id);
  });

  test('survives equal passages', () => {
    const model = LatentSemanticModel.fit(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? ['a', 'b', 'c'] : ['d', 'e', 'f'])),
      () => 1,
    );
    expect(dot(model.embed(['a']), model.embed(['b']))).toBeCloseTo(1, 4);
    expect(Math.abs(dot(model.embed(['a']), model.embed(['d'])))).toBeLessThan(0.01);
  });
});

describe('LocalEmbeddings', () => {
  test('offers the model to LangChain: questions and documents in one space', async () => {
    const model = fitModel();
    const embeddings = new LocalEmbeddings(model);
    const query = await embeddings.embedQuery('Which carrier sold the phone?');
    const [near, far] = await embeddings.embedDocuments([texts[0] ?? '', texts[6] ?? '']);
    expect(query).toEqual([...embed(model, 'carrier sold phone')]);
    expect(dot(Float32Array.from(query), Float32Array.from(near ?? []))).toBeGreaterThan(
      dot(Float32Array.from(query), Float32Array.from(far ?? [])),
    );
  });
});
