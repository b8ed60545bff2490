/** What was found of one part of the set-up. */
export interface Check {
  readonly name: string;
  /** "off" is a part that is not configured, "note" one that works less well than it could. */
  readonly state: 'good' | 'note' | 'off' | 'broken';
  readonly found: string;
  /** What to do; null when there is nothing to do. */
  readonly remedy: string | null;
}

const signs: Readonly<Record<Check['state'], string>> = { good: '✓', note: '!', off: '·', broken: '✗' };

export function renderChecks(checks: readonly Check[]): string {
  return checks
    .map(({ name, state, found, remedy }) => {
      const line = `${signs[state]} ${name.padEnd(16)} ${found}`;
      return remedy === null ? line : `${line}\n  ${' '.repeat(16)} → ${remedy}`;
    })
    .join('\n');
}
