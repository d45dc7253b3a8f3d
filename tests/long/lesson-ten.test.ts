import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findLesson } from '@sagashop/lessons/lessons';
import type { Send } from '@sagashop/lessons/place';
import { playLesson } from '@sagashop/lessons/play-lesson';
import { scratchDirectory } from '../../cli/test/scratch.ts';
import { prepare } from '../faults/orders.ts';
import { endShop, startShop } from '../faults/running-shop.ts';

test('where each service has a process of its own lesson 10 kills that of delivery, and proves the same', async (t) => {
  const shop = await startShop(await scratchDirectory(t), ['--split', '--no-demo'], { SAGASHOP_LAB: '1' });
  t.after(() => endShop(shop, 'SIGKILL'));
  await prepare(shop);
  const send: Send = async (method, path, headers, body) => {
    const answer = await fetch(shop.url + path, { method, headers, ...(body !== undefined && { body }) });
    const text = await answer.text();
    return { status: answer.status, text, header: (name) => answer.headers.get(name) };
  };
  const { seen, proofs } = await playLesson(
    findLesson('10')!,
    { send, token: shop.admin, owner: shop.admin },
    '',
  );
  assert.equal(seen[0]!.key, 'killed');
  assert.deepEqual(
    proofs.filter(({ ok }) => !ok),
    [],
  );
});
