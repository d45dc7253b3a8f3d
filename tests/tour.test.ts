import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

const home = new URL('../docs/tour.md', import.meta.url);
const tour = readFileSync(home, 'utf8');

/** Links to code, as [`name`](file). */
const stops = [...tour.matchAll(/\[`(\w+)`\]\(([^)\s]+)\)/g)].map(([, name, file]) => ({
  name: name!,
  file: file!,
}));

const defines = (code: string, name: string) =>
  new RegExp(`^ *(?:export )?(?:async )?(?:function\\*?|const) ${name}\\b`, 'm').test(code);

describe('docs/tour.md', () => {
  test('leads to files that are there', () => {
    const targets = [...tour.matchAll(/\]\(([^)\s#]+)/g)].map(([, target]) => target!);
    assert.deepEqual(
      targets.filter((target) => !existsSync(new URL(target, home))),
      [],
    );
    assert.ok(targets.length > 50, 'there are links to look at');
  });

  test('names functions that are defined in the files it links', () => {
    const astray = stops.filter(({ name, file }) => {
      const place = new URL(file, home);
      return !existsSync(place) || !defines(readFileSync(place, 'utf8'), name);
    });
    assert.deepEqual(astray, []);
  });

  test('names a function with every link to code', () => {
    const links = [...tour.matchAll(/\[([^\]]+)\]\(\S+\/src\/\S+\.ts\)/g)].map(([, text]) => text!);
    const unnamed = links.filter((text) => !/^`\w+`$/.test(text));
    assert.deepEqual(unnamed, []);
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
    const unseen = services.filter((name) => !stops.some(({ file }) => file.includes(`/services/${name}/`)));
    assert.deepEqual(unseen, []);
  });
});
