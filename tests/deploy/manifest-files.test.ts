import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { KEY_OWNERS as WRITTEN } from '../../bin/lib/service-keys.js';
import { KEY_OWNERS } from '../../cli/src/services.ts';
import { manifestFiles, ROOT } from '../../deploy/manifests/files.ts';
import { withRegions } from '../../deploy/manifests/regions.ts';

test('whatever says something of each service is as the manifests are now (npm run services)', () => {
  const wrong = [...manifestFiles()].filter(
    ([path, text]) => readFileSync(join(ROOT, path), 'utf8') !== text,
  );
  assert.deepEqual(
    wrong.map(([path]) => path),
    [],
  );
  assert.deepEqual(WRITTEN, KEY_OWNERS);
});

test('a region is filled, and what stands around it stays', () => {
  const text = (inside: string) =>
    `first\n# generated: names (npm run services)\n${inside}  # end of generated\nlast\n`;
  assert.equal(withRegions(text('old\nolder\n'), { names: ['a', 'b'] }), text('a\nb\n'));
  assert.throws(() => withRegions(text(''), {}), /nothing is generated for the region names/);
  assert.throws(() => withRegions('first\n', { names: [] }), /no region, or no end of one: names/);
  assert.throws(() => withRegions('# generated: names (npm run services)\n', { names: [] }), /no end of one/);
});
