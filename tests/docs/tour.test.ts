import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { symbolsOf } from '../tidy/docs.ts';

const path = 'docs/tour.md';
const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const stops = symbolsOf({ path, text });

/** That each link leads to what it names is a rule of the house: tests/tidy/docs.ts. */
describe(path, () => {
  test('starts at the saga without its machinery', () => {
    assert.equal(stops[0]?.file, 'bench/naive/place-order.ts');
  });

  test('names a function with every link to code', () => {
    const links = [...text.matchAll(/\[([^\]]+)\]\(\S+\/src\/\S+\.ts\)/g)].map(([, name]) => name!);
    assert.deepEqual(
      links.filter((name) => !/^`\w+`$/.test(name)),
      [],
    );
    assert.ok(links.length > 50, 'there are links to look at');
  });

  test('passes through every service', () => {
    const services = [
      'gateway',
      'user',
      'catalog',
      'order',
      'payment',
      'stock',
      'delivery',
      'notify',
      'audit',
    ];
    const unseen = services.filter((name) => !stops.some(({ file }) => file.startsWith(`services/${name}/`)));
    assert.deepEqual(unseen, []);
  });
});
