import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvRows } from '../src/csv-rows.ts';
import { decodeText } from '../src/decode-text.ts';
import { separatorOf } from '../src/separator-of.ts';

const rows = (text: string, separator = ';') => [...csvRows(text, separator)];
const cells = (text: string) => rows(text).map((row) => row.cells);

test('cells in quotes may have separators, quotes and lines, and lines are counted as an editor does', () => {
  assert.deepEqual(rows('a;"b;""c""\r\nd"\r\n\r\ne;\n'), [
    { line: 1, cells: ['a', 'b;"c"\r\nd'] },
    { line: 4, cells: ['e', ''] },
  ]);
  assert.deepEqual(cells('a;b\rc;d'), [
    ['a', 'b'],
    ['c', 'd'],
  ]);
  assert.deepEqual(cells(';'), [['', '']]);
  assert.deepEqual(cells('5" pipe;x'), [['5" pipe', 'x']]);
  assert.deepEqual(cells(''), []);
});

test('quotes that do not match are named by their cell, and the next line is read', () => {
  assert.deepEqual(rows('a;"b"c\nd;"e\nf;g'), [
    { line: 1, cells: ['a', '"b"c'], broken: 1 },
    { line: 2, cells: ['d', '"e'], broken: 1 },
    { line: 3, cells: ['f', 'g'] },
  ]);
});

test('a file without end to its quotes takes time in proportion', () => {
  const start = performance.now();
  assert.ok(rows(`"${'""'.repeat(400_000)}`).length > 0);
  assert.ok(rows('"a""b\n'.repeat(20_000)).length > 0);
  assert.ok(performance.now() - start < 5000);
});

test('what stands between cells is found, also where numbers have commas, and where Excel says it', () => {
  assert.equal(separatorOf('id;price\n1;2,5').separator, ';');
  assert.equal(separatorOf('id,"a;b;c;d"\n').separator, ',');
  assert.equal(separatorOf('id\tprice, in roubles\n').separator, '\t');
  assert.deepEqual(separatorOf('sep=,\r\na,b\n'), { separator: ',', body: 'a,b\n', lines: 1 });
});

test('a file is read as UTF-8, UTF-16 or Windows-1251, by its bytes', () => {
  const tea = Buffer.from([0xd7, 0xe0, 0xe9]);
  assert.deepEqual(decodeText(tea), { text: 'Чай', encoding: 'windows-1251' });
  assert.deepEqual(decodeText(Buffer.from('\ufeffЧай')), { text: 'Чай', encoding: 'utf-8' });
  assert.deepEqual(decodeText(Buffer.from('\ufeffЧай', 'utf16le')), { text: 'Чай', encoding: 'utf-16le' });
  const cut = Buffer.concat([Buffer.from('Чёрный чай с бергамотом'), tea.subarray(0, 1), Buffer.from('\n')]);
  assert.deepEqual(decodeText(cut), { text: 'Чёрный чай с бергамотом\ufffd\n', encoding: 'utf-8' });
});
