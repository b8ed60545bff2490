import { expect, test } from 'vitest';
import { mayColor } from '../../src/main/colors.js';

test.each<[Record<string, string>, boolean, boolean, string]>([
  [{ TERM: 'xterm-256color' }, true, true, 'a terminal'],
  [{}, true, true, 'a terminal of unknown kind'],
  [{ TERM: 'xterm-256color' }, false, false, 'a pipe'],
  [{ TERM: 'dumb' }, true, false, 'a terminal without colours'],
  [{ TERM: 'xterm', NO_COLOR: '1' }, true, false, 'NO_COLOR'],
  [{ TERM: 'xterm', NO_COLOR: '0' }, true, false, 'NO_COLOR with any value'],
  [{ TERM: 'xterm', NO_COLOR: '' }, true, true, 'NO_COLOR without a value, which counts as not set'],
])('mayColor(%j, terminal: %s) is %s: %s', (environment, isTTY, expected) => {
  expect(mayColor(environment, { isTTY })).toBe(expected);
});
