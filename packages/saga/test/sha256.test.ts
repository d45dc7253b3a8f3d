import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { sha256 } from '../src/sha256.ts';

const asNode = (text: string) => createHash('sha256').update(text).digest('hex');

test('a text has the same SHA-256 where there is no Node', () => {
  for (let length = 0; length < 200; length++)
    assert.equal(sha256('s'.repeat(length)), asNode('s'.repeat(length)));
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => sha256(text) === asNode(text)),
  );
});
