import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/**
 * Sets variables in a .env file, readable by its owner only; other lines and comments stay as they are. Killed halfway,
 * the old file is still there.
 */
export function setVariables(file: string, variables: Readonly<Record<string, string>>): void {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').replace(/\n$/, '').split('\n') : [];
  for (const [name, value] of Object.entries(variables)) {
    const line = `${name}=${value}`;
    const index = lines.findIndex((existing) => existing.trimStart().startsWith(`${name}=`));
    if (index >= 0) lines[index] = line;
    else lines.push(line);
  }
  const temporary = `${file}.new`;
  writeFileSync(temporary, `${lines.filter((line, index) => index > 0 || line !== '').join('\n')}\n`, { mode: 0o600 });
  chmodSync(temporary, 0o600);
  renameSync(temporary, file);
}
