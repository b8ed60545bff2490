/** How the text of a page is drawn: each line 14 points below the last, an empty one leaves a gap. */
function drawLines(lines: readonly string[]): string {
  const shown = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`);
  return `BT /F1 12 Tf 72 720 Td 14 TL ${shown.join(' ')} ET`;
}

/** A PDF with a page for each list of lines. */
export function buildPdf(
  pages: readonly (readonly string[])[],
  options: {
    readonly info?: string;
    readonly trailer?: string;
    readonly extraObjects?: readonly string[];
    readonly content?: string;
  } = {},
): Buffer {
  const objects: string[] = ['<< /Type /Catalog /Pages 2 0 R >>', ''];
  const kids: number[] = [];
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  for (const object of options.extraObjects ?? []) objects.push(object);
  const forms = (options.extraObjects ?? []).map((_, index) => `/X${index} ${4 + index} 0 R`).join(' ');
  for (const lines of pages) {
    const content = options.content ?? drawLines(lines);
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${objects.length} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << ${forms} >> >> >>`,
    );
    kids.push(objects.length);
  }
  objects[1] = `<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${kids.length} >>`;
  if (options.info !== undefined) objects.push(`<< ${options.info} >>`);
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const info = options.info === undefined ? '' : `/Info ${objects.length} 0 R`;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${info} ${options.trailer ?? ''} >>\nstartxref\n${file.length}\n%%EOF`;
  return Buffer.from(file, 'latin1');
}

/** One that asks for a password. */
export function buildEncryptedPdf(): Buffer {
  const hex = (byte: string, count: number) => `<${byte.repeat(count)}>`;
  return buildPdf([['Secret']], {
    trailer: `/ID [${hex('00', 16)} ${hex('00', 16)}] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O ${hex('11', 32)} /U ${hex('22', 32)} >>`,
  });
}

/** One whose forms draw each other, ten times at each of twelve levels: a million million pieces of text. */
export function buildHangingPdf(): Buffer {
  const levels = 12;
  const form = (content: string, resources: string) =>
    `<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> ${resources} >> /Length ${content.length} >>\nstream\n${content}\nendstream`;
  const extraObjects = Array.from({ length: levels }, (_, level) =>
    level === levels - 1
      ? form('BT /F1 12 Tf (again and again) Tj ET', '')
      : form('/N Do '.repeat(10), `/XObject << /N ${5 + level} 0 R >>`),
  );
  return buildPdf([[]], { extraObjects, content: '/X0 Do' });
}
