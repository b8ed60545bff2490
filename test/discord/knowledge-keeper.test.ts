import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type Knowledge, KnowledgeKeeper } from '../../src/discord/knowledge-keeper.js';

/** States that only know their number and who has closed them. */
function opener() {
  const closed: number[] = [];
  let opened = 0;
  let failure: Error | null = null;
  const open = async () => {
    await pause(5);
    if (failure !== null) throw failure;
    opened += 1;
    const number = opened;
    // Nothing here answers: the keeper only hands it on.
    return { articleCount: number, close: async () => void closed.push(number) } as unknown as Knowledge;
  };
  return {
    open,
    closed,
    failWith: (error: Error | null) => {
      failure = error;
    },
  };
}

describe('KnowledgeKeeper', () => {
  test('a reload exchanges the state, and closes the old one once nobody uses it', async () => {
    const { open, closed } = opener();
    const keeper = await KnowledgeKeeper.open(open);
    let finish = () => {};
    const used = keeper.use(async (knowledge) => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return knowledge.articleCount;
    });
    expect((await keeper.reload()).articleCount).toBe(2);
    expect(keeper.current.articleCount).toBe(2);
    expect(await keeper.use(async ({ articleCount }) => articleCount)).toBe(2);
    expect(closed).toEqual([]);
    finish();
    expect(await used).toBe(1);
    expect(closed).toEqual([1]);
    await keeper.close();
    expect(closed).toEqual([1, 2]);
  });

  test('a failed reload keeps the old state, and the next may succeed', async () => {
    const { open, closed, failWith } = opener();
    const keeper = await KnowledgeKeeper.open(open);
    failWith(new Error('no such folder'));
    await expect(keeper.reload()).rejects.toThrow('no such folder');
    expect([keeper.current.articleCount, keeper.isReloading, closed]).toEqual([1, false, []]);
    failWith(null);
    expect((await keeper.reload()).articleCount).toBe(2);
  });

  test('a second reload at a time is refused', async () => {
    const { open } = opener();
    const keeper = await KnowledgeKeeper.open(open);
    const first = keeper.reload();
    expect(keeper.isReloading).toBe(true);
    await expect(keeper.reload()).rejects.toMatchObject({
      message: expect.stringContaining('a reload is running already'),
      remedy: 'wait for it to finish',
    });
    await first;
  });

  test('work that fails does not keep a state open', async () => {
    const { open, closed } = opener();
    const keeper = await KnowledgeKeeper.open(open);
    await expect(keeper.use(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await keeper.reload();
    expect(closed).toEqual([1]);
  });

  test('closing waits for a reload that is under way, and leaves nothing open', async () => {
    const { open, closed } = opener();
    const keeper = await KnowledgeKeeper.open(open);
    const reloading = keeper.reload();
    await keeper.close();
    await reloading;
    expect(closed.sort()).toEqual([1, 2]);
  });
});
