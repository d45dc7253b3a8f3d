import assert from 'node:assert/strict';
import { until } from '../../cli/test/scratch.ts';

/** Orders that an older release has confirmed get their invoices by themselves, each once and without a gap. */
export async function olderOrdersHaveInvoices(
  dump: (name: string, query: string) => Promise<Record<string, unknown>[]>,
): Promise<void> {
  const old = "answer_status = 201 and orders.created_at < now() - interval '1 minute'";
  const given = `select documents.number from documents join orders on orders.id = order_id
    where documents.refund is null and ${old} order by documents.number`;
  const [confirmed] = await dump('order', `select count(*)::int as many from orders where ${old}`);
  const many = confirmed!['many'] as number;
  assert.ok(many > 0);
  await until(async () => (await dump('order', given)).length === many);
  const numbers = (await dump('order', given)).map(({ number }) => number);
  assert.deepEqual(
    numbers,
    Array.from({ length: many }, (_, at) => at + 1),
  );
}
