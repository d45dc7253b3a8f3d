import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pastedNumber, pastedPieces } from '../app/admin/pasted-number.ts';

test('a number is pasted as its reader types it, whoever wrote it, and stays where it could mean two things', () => {
  const both = {
    '1 234,50': '1234.50',
    '1.234,50': '1234.50',
    '1,234.50': '1234.50',
    '12,5': '12.5',
    '47': '47',
  };
  for (const [text, number] of Object.entries(both)) {
    assert.equal(pastedNumber(text, 'en'), number, text);
    assert.equal(pastedNumber(text, 'ru'), number.replace('.', ','), text);
  }
  for (const text of ['1,234', '1.234', 'ten', '1.2.3,4,5', ''])
    for (const language of ['en', 'ru'] as const) assert.equal(pastedNumber(text, language), text);
  assert.deepEqual(['5,00', '1 000', '2,5', '-3'].map(pastedPieces), ['5', '1000', '2.5', '-3']);
});
