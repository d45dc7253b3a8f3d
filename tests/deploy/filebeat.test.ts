import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createLog } from '@sagashop/chassis/observe/log';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

interface Input {
  type: string;
  id: string;
  paths: string[];
  parsers: Record<string, Record<string, unknown> | null>[];
}
const config = parse(read('deploy', 'compose', 'filebeat.yml')) as { 'filebeat.inputs': Input[] };
const compose = parse(read('deploy', 'compose.yaml'), { merge: true }) as {
  services: Record<string, { profiles?: string[]; volumes?: string[]; logging?: { driver: string } }>;
};

/** A line as Docker's json-file driver keeps it, and what Filebeat's parsers `container` and `ndjson` make of it. */
function throughFilebeat(line: string, ndjson: Record<string, unknown>): Record<string, unknown> {
  const kept = JSON.stringify({ log: line, stream: 'stderr', time: '2026-01-01T00:00:00.000000000Z' });
  const { log, time } = JSON.parse(kept) as { log: string; time: string };
  assert.equal(ndjson['target'], '');
  const event: Record<string, unknown> = { '@timestamp': time, message: log };
  for (const [name, value] of Object.entries(JSON.parse(log) as object)) {
    if (name in event) assert.equal(ndjson['overwrite_keys'], true);
    expand(event, ndjson['expand_keys'] ? name.split('.') : [name], value);
  }
  return event;
}

/** Throws when a name is both a value and an object: Elasticsearch would refuse the line. */
function expand(into: Record<string, unknown>, [name = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    assert.notEqual(typeof into[name], 'object', `${name} has more below it`);
    into[name] = value;
    return;
  }
  assert.ok(['undefined', 'object'].includes(typeof into[name]), `${name} is a value already`);
  expand((into[name] ??= {}) as Record<string, unknown>, rest, value);
}

test('Filebeat is set to read the shop’s lines: names become objects, and our time and message count', () => {
  const [input, ...more] = config['filebeat.inputs'];
  assert.equal(more.length, 0);
  assert.equal(input!.type, 'filestream');
  assert.deepEqual(input!.parsers.flatMap(Object.keys), ['container', 'ndjson']);
  const written: string[] = [];
  const to = { write: (line: string) => void written.push(line) };
  const log = createLog({ LOG_LEVEL: 'info', SAGASHOP_LOG: 'json' }, 'payment', to);
  const err = Object.assign(new Error('odd'), { code: 'ODD' });
  const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const request = { request: 'r', method: 'GET', route: '/api/orders/:id', status: 200, took: 1 };
  const rest = {
    orderId: 'o',
    sagaId: 's',
    productId: 'p',
    user: 'u',
    from: '10.0.0.1',
    target: 'stock',
    why: 'x',
  };
  log.warn({ err, trace, ...request, ...rest }, 'it happened');
  const event = throughFilebeat(written[0]!, input!.parsers[1]!['ndjson']!);
  const at = (path: string) =>
    path.split('.').reduce<unknown>((found, name) => (found as Record<string, unknown>)?.[name], event);
  const documented = [...read('docs', 'logs.md').matchAll(/^\| `([@\w.]+)` \|/gm)].map(([, name]) => name!);
  for (const name of documented) assert.notEqual(at(name), undefined, name);
  assert.equal(event['message'], 'it happened');
  assert.ok(Math.abs(Date.parse(String(event['@timestamp'])) - Date.now()) < 60_000);
});

test('Compose gives Filebeat its settings and the files that Docker keeps, all in the profile `logs`', () => {
  for (const name of ['elasticsearch', 'kibana', 'filebeat'])
    assert.deepEqual(compose.services[name]?.profiles, ['logs'], name);
  const { volumes = [] } = compose.services['filebeat']!;
  assert.ok(volumes.includes('./compose/filebeat.yml:/usr/share/filebeat/filebeat.yml:ro'));
  const [path] = config['filebeat.inputs'][0]!.paths;
  assert.ok(volumes.some((volume) => volume.endsWith(':ro') && path!.startsWith(volume.split(':')[1]!)));
  for (const [name, { logging }] of Object.entries(compose.services))
    assert.equal(logging?.driver, 'json-file', name);
});
