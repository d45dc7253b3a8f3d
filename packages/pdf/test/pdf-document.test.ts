import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { houseFonts } from '../src/house-fonts.ts';
import { pdfDocument } from '../src/pdf-document.ts';
import { wrapText } from '../src/wrap-text.ts';

const style = { font: 'regular', size: 10 } as const;

async function drawn(text: string, pages = 1): Promise<string> {
  const about = { title: 'Счёт', author: 'A (B)', language: 'ru', date: '2026-11-30' };
  const pdf = pdfDocument({ ...about, fonts: await houseFonts() });
  for (let page = 0; page < pages; page += 1) {
    pdf.addPage();
    pdf.inside('P', () => pdf.text(text, 50, 100, style));
    pdf.rule(50, 100, 120);
  }
  pdf.onPage(0, () => pdf.text('1', 500, 800, { ...style, font: 'bold', end: true }));
  return (await pdf.bytes()).toString('latin1');
}

/** What a reader finds on the pages, as it follows the fonts' own maps. */
function readBack(pdf: string): string[] {
  const maps = new Map<string, Map<string, string>>();
  for (const [, name, number] of pdf.matchAll(/\/([RB]) (\d+) 0 R(?=[/>])/g)) {
    const font = object(pdf, number!);
    const map = object(pdf, /ToUnicode (\d+) 0 R/.exec(font)![1]!);
    const lines = [...map.matchAll(/<([0-9a-f]{4})> <([0-9a-f]+)>/g)];
    const said = lines.map(
      ([, glyph, text]) => [glyph!, Buffer.from(text!, 'hex').swap16().toString('utf16le')] as const,
    );
    maps.set(name!, new Map(said));
  }
  return [...pdf.matchAll(/\/([RB]) [\d.]+ Tf [\d. ]+ Td <([0-9a-f]*)> Tj/g)].map(([, font, text]) =>
    text!.replaceAll(/..../g, (glyph) => maps.get(font!)!.get(glyph)!),
  );
}

const object = (pdf: string, number: string) => {
  const from = pdf.indexOf(`\n${number} 0 obj\n`);
  return pdf.slice(from, pdf.indexOf('\nendobj', from));
};

test('what a document says is read back from it, in Latin, Greek and Cyrillic letters', async () => {
  const text = 'Чайник «Утро» № 5 — ₽ € Łódź Ωμέγα Việt 0123456789';
  assert.deepEqual(readBack(await drawn(text)), [text, '1']);
});

test('what the fonts have no glyph of is a box', async () => {
  assert.deepEqual(readBack(await drawn('a😀b漢')), ['a□b□', '1']);
});

test('each object stands where the table of the file says, and each marked part belongs to its element', async () => {
  const pdf = await drawn('Text', 3);
  const at = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(pdf)![1]);
  assert.ok(pdf.startsWith('xref\n', at));
  const places = [...pdf.slice(at).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, place]) => Number(place));
  for (const [nth, place] of places.entries())
    assert.ok(pdf.startsWith(`${nth + 1} 0 obj\n`, place), `${nth + 1}`);
  for (const [, number] of pdf.matchAll(/ (\d+) 0 R/g)) assert.ok(Number(number) <= places.length, number);
  assert.equal(pdf.match(/\/S\/P\/P /g)?.length, 3);
  assert.equal(pdf.match(/\/Type\/MCR/g)?.length, pdf.match(/\/P <<\/MCID \d+>> BDC/g)?.length);
});

test('the same document has the same bytes in another process', async () => {
  const hash = `import { createHash } from 'node:crypto';
    import { houseFonts } from ${JSON.stringify(import.meta.resolve('../src/house-fonts.ts'))};
    import { pdfDocument } from ${JSON.stringify(import.meta.resolve('../src/pdf-document.ts'))};
    const pdf = pdfDocument({ title: 'T', author: 'A', language: 'en', date: '2026-11-30', fonts: await houseFonts() });
    pdf.addPage();
    pdf.inside('P', () => pdf.text('Text № 1', 50, 100, { font: 'regular', size: 10 }));
    console.log(createHash('sha256').update(await pdf.bytes()).digest('hex'));`;
  const run = () => promisify(execFile)(process.execPath, ['--input-type=module-typescript', '-e', hash]);
  const [one, other] = await Promise.all([run(), run()]);
  assert.match(one.stdout, /^[0-9a-f]{64}\n$/);
  assert.equal(one.stdout, other.stdout);
});

test('a text is broken at its blanks, and a word that is wider than a line inside', () => {
  const wrap = (text: string, width: number) => wrapText(text, width, (part) => part.length);
  assert.deepEqual(wrap('one two three', 8), ['one two', 'three']);
  assert.deepEqual(wrap('a extraordinary b', 6), ['a', 'extrao', 'rdinar', 'y b']);
  assert.deepEqual(wrap('', 6), ['']);
  assert.deepEqual(wrap('wide', 0), ['w', 'i', 'd', 'e']);
});
