import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startTracing } from '@sagashop/chassis/observe/start-tracing';
import { until } from '../../cli/test/scratch.ts';
import { openBrowser } from '../browser/chromium.ts';
import { openShopWithPages } from '../browser/shop-with-pages.ts';
import { isSignedIn, onShelf, payButton, putIn, thanks, toReview } from '../browser/shopper.ts';
import { alive, visit } from '../browser/visitor.ts';
import { orderTree } from './order-trees.ts';
import { comesTo, openReceiver, treeOf } from './receiver.ts';

const receiver = await openReceiver();
let stop = async () => {};
after(() => stop());
Object.assign(process.env, receiver.env); // for the web process
const tracing = await startTracing(receiver.env, console);
stop = tracing.stop;
const shop = await openShopWithPages();
const browser = await openBrowser();
const lamp = await onShelf(shop, 130_000, 50);

/** The trace of the one order that is placed meanwhile, and what was asked of the API besides the order. */
async function orderedBy(work: () => Promise<unknown>): Promise<string> {
  const began = receiver.spans.length;
  const saga = () => receiver.spans.slice(began).find(({ name }) => name === 'place-order');
  await work();
  await until(() => saga() !== undefined);
  return saga()!.trace;
}

/** The tree from the page's request down: who pays is asked for, and then the order. */
const pageTree = [
  'web: POST /checkout/pay',
  ...['gateway: GET /api/session', '  gateway: gateway.sessions', '    user: user.sessions'].map(
    (line) => `  ${line}`,
  ),
  '        user: database user',
  ...orderTree().map((line) => `  ${line}`),
].map((line) => `  ${line}`);

for (const [who, javaScriptEnabled] of [
  ['a script', true],
  ['a plain form', false],
] as const) {
  test(`a click on Pay, sent by ${who}, is one trace with its order`, async (t) => {
    const customer = await shop.customer(1_000_000);
    const { page, said, close } = await visit(browser, shop.url, { javaScriptEnabled });
    t.after(close);
    await isSignedIn(page, shop, customer.token);
    await putIn(page, lamp);
    await toReview(page);
    if (javaScriptEnabled) await alive(page);
    const trace = await orderedBy(() => payButton(page).click());
    await thanks(page).waitFor();
    const request = ['gateway: POST /*', ...pageTree];
    const wanted = javaScriptEnabled
      ? ['browser: click /checkout/pay', ...request.map((line) => `  ${line}`)]
      : request;
    await comesTo(wanted, () => treeOf(receiver.spans, trace));
    assert.deepEqual(said, []);
  });
}
