import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import type { Service } from '@sagashop/chassis/service/service';
import { ephemeralKeys, readServiceKeys } from '@sagashop/chassis/service/service-keys';
import { tokenMaker } from '@sagashop/chassis/service/tokens';
import { servicePair, testContext } from '@sagashop/chassis/testing';
import { Pool } from 'undici';
import { createGateway } from '../src/app.ts';
import { VISITOR_HEADER, visitorProofs } from '../src/visitors.ts';

const seen: { request: IncomingMessage; body: string }[] = [];
const server = createServer(async (request, response) => {
  seen.push({ request, body: await text(request) });
  response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': "default-src 'self'" });
  response.end(request.method === 'HEAD' ? undefined : '<p>a page</p>');
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const web = new Pool(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
after(async () => {
  await web.destroy();
  server.close();
});

const service: Service = {
  name: 'small',
  routes: (app) => void app.get('/api/whence', async ({ ip, protocol }) => ({ ip, protocol })),
  calls: {},
  ready: async () => {},
  start: async () => {},
  stop: async () => {},
};
const { peers, log, metrics } = testContext({});
const app = createGateway({ services: [service], peers, log, metrics, web });
const last = () => seen.at(-1)!;

test('every path that is no service’s goes to the web process, with its body, query and cookies', async () => {
  const headers = { cookie: 'a=b', host: 'shop.example', 'content-type': 'text/odd' };
  const answer = await app.inject({ method: 'POST', url: '/sign-in?to=%2Fcart', headers, payload: 'a body' });
  assert.deepEqual([answer.statusCode, answer.body], [200, '<p>a page</p>']);
  assert.equal(answer.headers['content-security-policy'], "default-src 'self'");
  const { request, body } = last();
  assert.deepEqual([request.method, request.url, body], ['POST', '/sign-in?to=%2Fcart', 'a body']);
  assert.deepEqual([request.headers.cookie, request.headers['x-forwarded-host']], ['a=b', 'shop.example']);
  assert.equal(request.headers['x-forwarded-proto'], 'http');
});

test('what the API does not know is answered by the API, whatever the method', async () => {
  for (const method of ['GET', 'POST', 'DELETE'] as const) {
    const answer = await app.inject({ method, url: '/api/nobody' });
    assert.deepEqual([answer.statusCode, answer.json().code], [404, 'not_found'], method);
  }
});

test('who asks the API with the proof of a page’s visitor has the visitor’s address; others have their own', async () => {
  const whence = async (proof?: string) => {
    const headers = proof === undefined ? {} : { [VISITOR_HEADER]: proof };
    return (await app.inject({ url: '/api/whence', headers })).json().ip;
  };
  await app.inject({ url: '/', remoteAddress: '203.0.113.9', headers: { [VISITOR_HEADER]: 'my own' } });
  const proof = String(last().request.headers[VISITOR_HEADER]);
  assert.equal(await whence(proof), '203.0.113.9');
  const [head, , signature] = proof.split('.');
  const claims = { iss: 'gateway', aud: 'gateway', kind: 'visitor', about: { ip: '203.0.113.9' } };
  const forged = Buffer.from(JSON.stringify({ ...claims, iat: 1, exp: 99_999_999_999 })).toString(
    'base64url',
  );
  for (const wrong of [undefined, 'odd', `${head}.${forged}.${signature}`, `${proof}.more`]) {
    assert.equal(await whence(wrong), '127.0.0.1', String(wrong));
  }
});

test('a proxy that is trusted says that a visitor came over TLS, and the pages’ questions say it on', async () => {
  const behind = createGateway({ services: [service], peers, log, metrics, web, trustProxy: '10.0.0.1' });
  const told = async (remoteAddress: string) => {
    await behind.inject({ url: '/', remoteAddress, headers: { 'x-forwarded-proto': 'https' } });
    const proof = String(last().request.headers[VISITOR_HEADER]);
    const answer = await behind.inject({ url: '/api/whence', headers: { [VISITOR_HEADER]: proof } });
    return [last().request.headers['x-forwarded-proto'], answer.json().protocol];
  };
  assert.deepEqual(await told('10.0.0.1'), ['https', 'https']);
  assert.deepEqual(await told('10.0.0.2'), ['http', 'http']);
});

test('where the shop’s address is https, every answer keeps browsers from plain http for a year', async () => {
  const parts = { services: [service], peers, log, metrics, web };
  const secure = createGateway({ ...parts, publicUrl: 'https://shop.example' });
  for (const url of ['/', '/api/whence', '/api/nobody', '/health/live']) {
    assert.equal(
      (await secure.inject({ url })).headers['strict-transport-security'],
      'max-age=31536000',
      url,
    );
    assert.equal((await app.inject({ url })).headers['strict-transport-security'], undefined, url);
  }
});

test('a proof is good for a minute, and at every gateway with the same keys', () => {
  const keys = ephemeralKeys('gateway', 'order');
  let now = 1_000_000;
  const clock = () => now;
  const [one, other] = [visitorProofs(keys, 'gateway', clock), visitorProofs(keys, 'gateway', clock)];
  const proof = one.proof({ ip: '2001:db8::1', protocol: 'https' });
  assert.deepEqual(other.visitorOf(proof), { ip: '2001:db8::1', protocol: 'https' });
  assert.equal(visitorProofs(undefined, 'gateway', clock).visitorOf(proof), undefined);
  const forged = tokenMaker(keys, 'order', clock)('visitor', 'gateway', { ip: '::1', protocol: 'http' });
  assert.equal(other.visitorOf(forged), undefined, 'only a gateway says where a visitor comes from');
  now += 61_000;
  assert.equal(other.visitorOf(proof), undefined);
});

test('proofs go on being believed while keys are exchanged', () => {
  const [old, fresh] = [servicePair(), servicePair()];
  const step = (own: typeof old, ...all: (typeof old)[]) =>
    visitorProofs(
      readServiceKeys({
        SAGASHOP_SERVICE_KEY: `gateway:${own.own}`,
        SAGASHOP_SERVICE_KEYS: all.map(({ known }) => `gateway:${known}`).join(),
      }),
    );
  // Both public keys everywhere, then the new private one, then the old public one away.
  const steps = [step(old, old), step(old, old, fresh), step(fresh, old, fresh), step(fresh, fresh)];
  const visitor = { ip: '203.0.113.9', protocol: 'http' };
  for (const [at, one] of steps.slice(1).entries()) {
    const before = steps[at]!;
    assert.deepEqual(one.visitorOf(before.proof(visitor)), visitor, `${at}`);
    assert.deepEqual(before.visitorOf(one.proof(visitor)), visitor, `${at} back`);
  }
});

test('without the web process its paths are 503, and the API and readiness go on', async () => {
  const nobody = new Pool('http://127.0.0.1:1');
  after(() => nobody.destroy());
  const alone = createGateway({ services: [service], peers, log, metrics, web: nobody });
  const page = await alone.inject({ url: '/' });
  assert.deepEqual([page.statusCode, page.headers['retry-after']], [503, '2']);
  assert.match(page.body, /The pages are away/);
  assert.equal((await alone.inject({ url: '/api/whence' })).statusCode, 200);
  const ready = await alone.inject({ url: '/health/ready' });
  assert.equal(ready.statusCode, 200);
  assert.match(ready.json().services.web, /not ready/);
});

test('an address is answered so many forms and pages, then told to wait; files and other addresses are not counted', async () => {
  const own = createGateway({ services: [service], peers, log, metrics, web });
  const ask = (method: 'GET' | 'POST', url: string, remoteAddress = '192.0.2.1') =>
    own.inject({ method, url, remoteAddress });
  /** Asks until it is refused, some at once; answers how often it was answered before, and the refusal. */
  const untilRefused = async (method: 'GET' | 'POST', url: string) => {
    for (let answered = 0; ; ) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => ask(method, url)));
      const refusal = answers.find(({ statusCode }) => statusCode === 429);
      answered += answers.filter(({ statusCode }) => statusCode === 200).length;
      if (refusal || answered > 20_000) return { answered, refusal };
    }
  };
  const forms = await untilRefused('POST', '/sign-in');
  assert.ok(forms.answered >= 600 && forms.answered < 6000, `${forms.answered} forms`);
  const { answered, refusal } = await untilRefused('GET', '/search?q=tea');
  assert.ok(answered >= 3000 && answered < 20_000, `${answered} pages`);
  assert.match(String(refusal!.headers['content-type']), /^text\/html/);
  assert.match(refusal!.body, /Wait a few seconds/);
  assert.ok(Number(refusal!.headers['retry-after']) > 0);
  for (let count = 0; count < 10; count += 1) {
    assert.equal((await ask('GET', '/assets/x.js')).statusCode, 200);
  }
  assert.equal((await ask('GET', '/', '192.0.2.2')).statusCode, 200);
});

test('a shop that is measured from one address counts nothing', async () => {
  const { metrics } = testContext({});
  const free = createGateway({ services: [service], peers, log, metrics, web, rates: false });
  for (let count = 0; count < 650; count += 1) {
    assert.equal((await free.inject({ method: 'POST', url: '/sign-in' })).statusCode, 200);
  }
});
