import fc from 'fast-check';

/** Everything that the splitting rules look at, and what could break offsets. */
const fragments = [
  'word',
  'Word',
  'U.S.',
  'Inc.',
  'e.g.',
  'Mr.',
  'J. R.',
  '3.14',
  '1,000',
  '…',
  '...',
  '.',
  '?!',
  '!',
  '"',
  '”',
  '“',
  "'",
  '’s',
  ')',
  '[3]',
  '[citation needed]',
  '。',
  '？',
  '」',
  '小米在美国',
  '𠮷野',
  '¿Qué',
  'móvil',
  '🙂',
  '👩‍👩‍👧',
  'e\u0301',
  '\u200b',
  '\ufeff',
  '\u00a0',
  '\u0000',
  '\u202e',
  '\ud800',
  '\udc00',
  'ﷺ',
  ' ',
  '  ',
  '\t',
  '\n',
  '\n\n',
  '\r\n',
  '\r\n\r\n',
  '# ',
  '\n# Heading\n',
  '\n```\n',
  '\n~~~~\n',
  '<!-- ',
  ' -->',
  '\n- ',
  '\n1. ',
  '\n---\n',
  '> ',
] as const;

/** Text of any kind: mostly what the rules know, some of it anything at all. */
export const anyText = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...fragments) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
      { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 1500, size: 'max' }) },
    ),
    // The default size stops at some ten parts.
    { maxLength: 60, size: 'max' },
  )
  .map((parts) => parts.join(''));

/** White space as the splitting rules see it: zero-width space and byte order mark included. */
export function isSpace(character: string): boolean {
  return /\s|\u200b|\ufeff/.test(character);
}
