const monthNames = [
  ['january', 'enero'],
  ['february', 'febrero'],
  ['march', 'marzo'],
  ['april', 'abril'],
  ['may', 'mayo'],
  ['june', 'junio'],
  ['july', 'julio'],
  ['august', 'agosto'],
  ['september', 'septiembre'],
  ['october', 'octubre'],
  ['november', 'noviembre'],
  ['december', 'diciembre'],
];

/** Years, with their month where it is named beside: "March 2018", "marzo de 2018", "2018年3月" → 2018-03. */
export function findDates(text: string): string[] {
  const dates: string[] = [];
  for (const match of text.matchAll(
    /(?<!\d)(?:(?:(\p{L}+)\.?(?:\s+\d{1,2},)?\s+(?:de\s+|del\s+)?)?((?:19|20)\d{2}))(?!\d)(?:\s*年\s*(\d{1,2})\s*月)?/gu,
  )) {
    const year = match[2] ?? '';
    const word = (match[1] ?? '').toLowerCase();
    const named =
      word.length >= 3 ? monthNames.findIndex((names) => names.some((name) => name.startsWith(word))) + 1 : 0;
    const month = match[3] ? Number(match[3]) : named;
    dates.push(month >= 1 && month <= 12 ? `${year}-${String(month).padStart(2, '0')}` : year);
  }
  return [...new Set(dates)];
}
