import { scriptNames } from './script.js';

const asked = [
  'Why did Verizon drop Huawei',
  'Why did AT&T drop Huawei',
  'Why was ZTE banned',
  'When was the ban on ZTE lifted',
  'Where does Honor sell phones in the US',
  'Why did Xiaomi buy patents',
  'Did Meizu ever plan a US launch',
];
const endings = ['?', ' at all?', ' then?', ' back then?', ' after all?', ' in the end?'];

/** Scripts that count as failures of the server: three in a row give it a rest, in which nothing is asked. */
const failing = /^(?:always-|breaks$|garbage|hangs|no-such-model|stalls$|unauthorised)/;

/** Every script of the model server with a question of its own, so that nothing comes from a cache or a rest. */
export function misbehaviours(): { readonly script: string; readonly question: string }[] {
  const failures = scriptNames().filter((name) => failing.test(name));
  const others = scriptNames().filter((name) => !failing.test(name));
  const ordered = others.flatMap((name, position) => [
    name,
    ...failures.filter((_, place) => Math.floor((place * others.length) / failures.length) === position),
  ]);
  return ordered.map((script, position) => ({
    script,
    question: `${asked[position % asked.length]}${endings[Math.floor(position / asked.length) % endings.length]}`,
  }));
}
