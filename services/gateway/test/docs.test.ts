import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { createApp } from '@sagashop/chassis/http/create-app';
import { testContext } from '@sagashop/chassis/testing';
import { docsRoutes } from '../src/http/docs.ts';

const app = createApp(testContext({}));
docsRoutes(app);

test('the description is the file that docs/api holds, packed for whoever takes it so', async () => {
  const file = readFileSync(new URL('../../../docs/api/gateway.json', import.meta.url));
  const plain = await app.inject('/api/openapi.json');
  assert.equal(plain.statusCode, 200);
  assert.match(String(plain.headers['content-type']), /^application\/json/);
  assert.ok(plain.rawPayload.equals(file));
  const headers = { 'accept-encoding': 'gzip' };
  const packed = await app.inject({ url: '/api/openapi.json', headers });
  assert.equal(packed.headers['content-encoding'], 'gzip');
  assert.ok(packed.rawPayload.length < file.length / 4);
  assert.ok(gunzipSync(packed.rawPayload).equals(file));
});

test('the page runs scripts of this origin only, none inline, and they are there', async () => {
  const page = await app.inject('/api/docs');
  const policy = String(page.headers['content-security-policy']);
  assert.match(policy, /script-src 'self';/);
  assert.doesNotMatch(page.body, /<script>|<script type="module">|\son\w+=/);
  const scripts = [...page.body.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, url]) => url!);
  assert.ok(scripts.length > 0);
  for (const url of scripts) {
    const script = await app.inject(url);
    assert.equal(script.statusCode, 200, url);
    assert.match(String(script.headers['content-type']), /^text\/javascript/);
  }
});
