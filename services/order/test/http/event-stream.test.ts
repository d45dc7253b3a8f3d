import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { eventStream } from '../../src/http/event-stream.ts';

const now = (id: string, over = false) => ({ owner: 'o', id, data: JSON.stringify({ id }), over });

/** A client that takes a part only when it is told to. */
function slowClient() {
  const parts: string[] = [];
  let took = () => {};
  const client = new Writable({
    highWaterMark: 1,
    write: (part, _encoding, done) => {
      parts.push(String(part));
      client.emit('part');
      took = done;
    },
  });
  return { client, parts, take: () => took() };
}

test('who reads slowly is told the newest state, and of those in between none is kept', async () => {
  const { events, offer } = eventStream(undefined);
  const { client, parts, take } = slowClient();
  events.pipe(client);
  await once(client, 'part');
  for (let count = 0; count < 1000; count += 1) offer(now(`s${count}`));
  assert.ok(events.readableLength < 200, `${events.readableLength} bytes wait`);
  client.on('part', () => setImmediate(take));
  take();
  offer(now('last', true));
  await once(client, 'finish');
  const text = parts.join('');
  assert.match(parts[0]!, /^retry: [12]\d\d\d\n\n$/);
  assert.ok(text.match(/^id: /gm)!.length <= 4, text);
  assert.ok(
    text.endsWith('id: last\nevent: order\ndata: {"id":"last"}\n\nid: last.end\nevent: end\ndata: {}\n\n'),
  );
});

test('a state is told once, also to a reader who has seen it before', async () => {
  const { events, offer } = eventStream('s1');
  const read: string[] = [];
  events.on('data', (part) => read.push(String(part)));
  for (const id of ['s1', 's1', 's2', 's2']) {
    offer(now(id));
    await new Promise(setImmediate);
  }
  offer(now('s2', true));
  await once(events, 'end');
  const ids = read.join('').match(/^id: .*/gm);
  assert.deepEqual(ids, ['id: s2', 'id: s2.end']);
});

test('a stream on which nothing happens is kept open by comments', async () => {
  const { events, end } = eventStream(undefined, 5);
  let read = '';
  for await (const part of events) {
    read += part;
    if (read.endsWith(':\n\n:\n\n')) end();
  }
  assert.match(read, /^retry: \d+\n\n(:\n\n)+$/);
});
