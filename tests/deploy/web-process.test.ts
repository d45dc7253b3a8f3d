import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { newSpan } from '@sagashop/chassis/observe/trace-context';
import { freePort } from '../../cli/src/port.ts';
import { until } from '../../cli/test/scratch.ts';
import { openReceiver } from '../traces/receiver.ts';
import { leavesInTwoSteps } from './leaving.ts';

const MAIN = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));

const SLOW = '0197d2c4-5a00-7000-8000-000000000001'; // a product that takes its time

// A gateway whose catalogue is so odd that a page with a search breaks, and slow where that is asked for.
const gateway = createServer(async (request, response) => {
  const odd = request.url!.includes('search=');
  if (request.url!.includes(SLOW)) await sleep(400);
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify(odd ? { items: [{ name: null, price: null }] } : { items: [], nextCursor: null }),
  );
});
await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
after(() => gateway.close());
const { port: gatewayPort } = gateway.address() as { port: number };

/** `sagashop serve web` as a container runs it: no key, no database. */
async function serveWeb(more: Record<string, string> = {}) {
  const port = await freePort();
  const child = spawn(process.execPath, [MAIN, 'serve', 'web'], {
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      GATEWAY_URL: `http://127.0.0.1:${gatewayPort}`,
      ...more,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  after(() => child.kill('SIGKILL'));
  let log = '';
  child.stderr.on('data', (part) => void (log += part));
  const url = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${url}/health/live`).catch(() => undefined))?.status === 200);
  return { child, url, port, log: () => log };
}

test('it is alive, ready and measured like every other process, and counts its pages', async () => {
  const { url, child } = await serveWeb();
  const ready = await fetch(`${url}/health/ready`);
  const { instance, ...state } = (await ready.json()) as { instance: { id: string; startedAt: string } };
  assert.deepEqual([ready.status, state], [200, { status: 'ready', services: { web: 'ready' } }]);
  assert.ok(instance.id.endsWith(`-${child.pid}`) && Date.parse(instance.startedAt) < Date.now());
  for (const path of ['/', '/', '/sign-in', '/favicon.svg', '/nope']) await (await fetch(url + path)).text();
  await fetch(`${url}/cart`, { headers: { cookie: 'sagashop_cart=guest' } });
  const page = await (await fetch(`${url}/metrics`)).text();
  assert.match(page, /^process_resident_memory_bytes [1-9]/m);
  assert.match(page, /^sagashop_pages_served_total\{kind="shared",status="200"\} 3$/m);
  assert.match(page, /^sagashop_pages_served_total\{kind="own",status="200"\} 1$/m);
  assert.match(page, /^sagashop_page_duration_seconds_count\{kind="own"\} 1$/m);
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
});

test('told to stop, it answers for a while, each answer the last of its connection, and then ends', async () => {
  const { child, port } = await serveWeb({ SAGASHOP_DRAIN: '4' });
  await leavesInTwoSteps(child, port, '/robots.txt');
});

test('told to stop while a page is under way, it ends soon, and tells of the page in a trace first', async () => {
  const receiver = await openReceiver();
  const { child, port } = await serveWeb({ ...receiver.env, OTEL_BSP_SCHEDULE_DELAY: '60000' });
  const agent = new Agent({ keepAlive: true });
  after(() => agent.destroy());
  const headers = { traceparent: newSpan(), cookie: 'sagashop_cart=guest' };
  const asked = get({ agent, host: '127.0.0.1', port, path: `/p/${SLOW}`, headers });
  await once(asked, 'socket');
  await sleep(100);
  // Both are listened for from now on: the process may have ended before the page is read.
  const [answered, ended] = [once(asked, 'response'), once(child, 'exit')];
  child.kill('SIGTERM');
  const [response] = (await answered) as [IncomingMessage];
  await text(response);
  assert.deepEqual(await ended, [0, null]);
  assert.ok(receiver.spans.some(({ name }) => name === 'GET /p/:product'));
});

test('an address that is none is refused, to visitors whom something is known of too', async () => {
  const { url, log } = await serveWeb();
  for (const cookie of ['', 'sagashop_cart=guest']) {
    const { status } = await fetch(`${url}//`, { headers: { cookie } });
    assert.equal(status, 400);
  }
  const form = await fetch(`${url}/terms`, { method: 'POST', body: new URLSearchParams({ a: '1' }) });
  assert.equal(form.status, 405);
  assert.equal(log(), '');
});

test('a page that breaks is told to the log by the beginning of its path, and not by what was searched for', async () => {
  const { url, log } = await serveWeb();
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const headers = { traceparent, cookie: 'sagashop_cart=guest' };
  const page = await fetch(`${url}/search?q=privately`, { headers });
  assert.equal(page.status, 500);
  await until(async () => log().includes('\n'));
  const line = JSON.parse(log().split('\n')[0]!) as Record<string, string>;
  assert.equal(line['service.name'], 'web');
  assert.equal(line['message'], 'a page broke');
  assert.equal(line['url.path'], '/search');
  assert.equal(line['error.type'], 'TypeError');
  assert.equal(line['trace.id'], traceparent.split('-')[1]);
  assert.ok(!log().includes('privately'));
});

test('what is wrong in its environment is said in a sentence, and ends it', async () => {
  for (const [name, value] of Object.entries({
    GATEWAY_URL: 'shop',
    SAGASHOP_DRAIN: 'long',
    LOG_LEVEL: 'loud',
  })) {
    const env = { PATH: process.env['PATH'], PORT: '1024', GATEWAY_URL: 'http://shop', [name]: value };
    const child = spawn(process.execPath, [MAIN, 'serve', 'web'], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said = text(child.stderr);
    assert.deepEqual(await once(child, 'exit'), [1, null]);
    assert.match(await said, new RegExp(`^${name}: `));
  }
});
