import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import { startTracing } from '@sagashop/chassis/observe/start-tracing';
import { until } from '../../cli/test/scratch.ts';
import { openTestShop } from '../journeys/test-shop.ts';
import { openReceiver } from './receiver.ts';

/** A shop that is traced wholly, with a receiver of its spans; a customer who can buy the one product. */
export async function openTracedShop(env: Record<string, string> = {}) {
  const receiver = await openReceiver();
  let stop = async () => {};
  after(() => stop());
  const tracing = await startTracing({ ...receiver.env, ...env }, console);
  stop = tracing.stop;
  const shop = await openTestShop();
  const product = await shop.product(100, 1000);
  await shop.courier(1000);
  const customer = await shop.customer(100_000);

  /** Orders one piece, wherever the order comes to in traces; the id of the trace that it is in. */
  async function traced(headers: Record<string, string> = {}): Promise<string> {
    const body = { lines: [{ productId: product, quantity: 1 }] };
    const { id } = await shop.must(
      201,
      shop.ask('POST', '/api/orders', {
        ...{ as: customer.token, body, key: randomUUID() },
        headers: { prefer: 'wait=30', ...headers },
      }),
    );
    return traceOf(id);
  }

  /** The trace that an order's saga is in, when it has ended. */
  async function traceOf(order: string): Promise<string> {
    const found = () =>
      receiver.spans.find(
        ({ name, attributes }) => name === 'place-order' && attributes['sagashop.order'] === order,
      );
    await until(async () => found() !== undefined);
    return found()!.trace;
  }

  return { ...shop, receiver, buyer: customer, teapot: product, traced, traceOf };
}
