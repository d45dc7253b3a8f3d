import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog, logOf } from '../src/observe/log.ts';
import { plainLog } from '../src/observe/plain-log.ts';

type Line = Record<string, string | number>;
const TRACE = '0af7651916cd43dd8448eb211c80319c';

function listen(form: 'json' | 'text' = 'json', level = 'info') {
  const written: string[] = [];
  const to = { write: (line: string) => void written.push(line) };
  const config = { LOG_LEVEL: level, SAGASHOP_LOG: form };
  const log = createLog(config, 'sagashop', to);
  const plain = plainLog(config, { name: 'web', version: '1.2.3' }, to.write);
  return { log, plain, written, last: () => JSON.parse(written.at(-1)!) as Line };
}

test('a line says when, how bad, who and what, by the names of the schema', () => {
  const { log, last } = listen();
  logOf(log, 'payment').warn(
    { orderId: 'o', sagaId: 's', unsaid: 3, took: 1.5, target: 'stock' },
    'it happened',
  );
  const { '@timestamp': time, 'process.pid': pid, 'service.version': version, ...line } = last();
  assert.ok(Math.abs(Date.parse(String(time)) - Date.now()) < 60_000);
  assert.equal(pid, process.pid);
  assert.match(String(version), /^\d+\.\d+\.\d+$/);
  assert.deepEqual(line, {
    'log.level': 'warn',
    'ecs.version': '8.11.0',
    'event.dataset': 'sagashop.log',
    'event.duration': 1_500_000,
    'service.name': 'payment',
    'service.target.name': 'stock',
    'labels.order_id': 'o',
    'labels.saga_id': 's',
    'labels.unsaid': '3',
    message: 'it happened',
  });
});

test('a process without the logging package writes the same lines', () => {
  const { log, plain, last } = listen();
  const fields = { err: new TypeError('odd'), trace: `00-${TRACE}-b7ad6b7169203331-01`, route: '/p' };
  log.error(fields, 'a page broke');
  const { '@timestamp': _, ...one } = last();
  plain('error', fields, 'a page broke');
  const { '@timestamp': __, ...other } = last();
  assert.deepEqual(other, { ...one, 'service.name': 'web', 'service.version': '1.2.3' });
  assert.deepEqual(Object.keys(one).toSorted(), Object.keys(other).toSorted());
});

test('an error is told by name, message, code and stack, and by nothing that it carries besides', async () => {
  const { log, last, written } = listen();
  const cause = new Error('no connection to postgres://shop:hush@db/shop');
  const error = Object.assign(new Error('row of ann@private.test refused', { cause }), {
    code: '23514',
    detail: 'Failing row contains (hush)',
    parameters: ['hush'],
  });
  log.error(error);
  const line = last();
  assert.equal(line['error.message'], 'row of [redacted] refused');
  assert.equal(line['error.code'], '23514');
  assert.match(String(line['error.stack_trace']), /^Error: row of \[redacted\] refused\n\s+at /);
  assert.match(
    String(line['error.stack_trace']),
    /\nCaused by Error: no connection to postgres:\/\/\[redacted\]@db/,
  );
  log.error({ err: Object.assign(new Error('invalid input for type date: "hush"'), { code: '22007' }) }, 'x');
  const broken = await new Response('{"hush"').json().catch((thrown: unknown) => thrown);
  log.warn({ err: broken }, 'x');
  assert.match(String(last()['error.message']), /JSON/);
  assert.doesNotMatch(written.join(), /hush|ann@/);
});

test('what is personal or secret is left out by its name and by its look, at any depth', () => {
  const { log, last, written } = listen();
  log.warn({ email: 'hush', firstName: 'hush', newPassword: 'hush', Authorization: 'hush' }, 'x');
  log.warn({ more: { list: [{ recipient: { street: 'hush' }, sessionToken: 'hush', kept: 1 }] } }, 'x');
  assert.equal(
    last()['labels.more'],
    '{"list":[{"recipient":"[redacted]","sessionToken":"[redacted]","kept":1}]}',
  );
  log.warn({ note: 'Bearer hush', other: 'sagashop_session=hush; Path=/' }, 'to hush@private.test');
  log.warn(
    { req: { id: '7', method: 'PUT', headers: { cookie: 'hush' }, body: 'hush' }, res: { statusCode: 500 } },
    'x',
  );
  assert.equal(last()['http.request.id'], '7');
  assert.equal(last()['http.response.status_code'], 500);
  class Connection {
    secretless = 'hush';
  }
  log.warn({ connection: new Connection(), deep: { of: { of: { of: { of: { of: 'hush' } } } } } }, 'x');
  assert.equal(last()['labels.connection'], '"[Connection]"');
  assert.doesNotMatch(written.join(), /hush/);
});

test('a terminal is told in words, with an error’s place below', () => {
  const { log, plain, written } = listen('text');
  log.warn({ orderId: 'o1', err: new Error('odd') }, 'it happened');
  assert.match(
    written[0]!,
    /^\d\d:\d\d:\d\d\.\d{3} WARN {2}sagashop: it happened {2}order_id=o1\n {2}Error: odd\n {6}at /,
  );
  plain('info', {}, 'open');
  assert.match(written[1]!, /^\S+ INFO {2}web: open\n$/);
});

test('what is below the level is not told', () => {
  const { log, plain, written } = listen('json', 'error');
  log.warn('x');
  plain('warn', {}, 'x');
  assert.deepEqual(written, []);
});

test('a text of any length is cut, and what is private in it is gone before', () => {
  const { log, last } = listen();
  for (const long of [
    'a'.repeat(1_000_000),
    `${'a'.repeat(1990)} ann@private.test`,
    'https://'.repeat(100_000),
  ]) {
    log.warn({ label: long }, long);
    const { 'labels.label': label, message } = last();
    for (const text of [String(label), String(message)]) {
      assert.ok(text.length <= 2001);
      assert.ok(!text.includes('private'));
    }
  }
});
