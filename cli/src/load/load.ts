import { setMaxListeners } from 'node:events';
import { onParentGone } from '@sagashop/chassis/service/parent';
import { askRunning, readable } from '../audit.ts';
import { findShop, type ShopAddress } from '../find-shop.ts';
import { type Api, openApi } from './api.ts';
import { measure } from './measure.ts';
import type { Measuring } from './measuring.ts';
import { type LoadValues, type Plan, readLoadOptions } from './options.ts';
import { openProgress, type Progress } from './progress.ts';
import { clearProps, makeProps, noProps } from './props.ts';
import { compare, readOrders } from './read-back.ts';
import { readableReport } from './readable.ts';
import { type LoadReport, reportOf } from './report.ts';

const INTERRUPTED = 130; // what a shell gives a program that Ctrl-C ended

/**
 * `sagashop load`: places orders over HTTP in a running shop, measures, reads every one back and asks for
 * the audit. Resolves to 0 when nothing was lost or doubled and the audit passes, 1 when not, 130 when it
 * was interrupted. Whatever happens, its products and couriers are taken out of sight again.
 */
export async function load(values: LoadValues): Promise<number> {
  const options = readLoadOptions(values);
  const shop = await findShop(values, 'load');
  if (!shop) {
    throw new Error(
      'No shop is running here. Start one with npm start in another terminal, or give --url and --token.',
    );
  }
  const progress = openProgress();
  const { signal, done } = interruption(progress);
  try {
    const report = await runLoad(shop, options, { progress, signal });
    if (options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    else process.stdout.write(readableReport(report, auditLines(report)));
    return report.ok ? 0 : 1;
  } catch (error) {
    if (!signal.aborted) throw error;
    return INTERRUPTED;
  } finally {
    done();
  }
}

/** Everything but what belongs to a command line; rejects when it is aborted, or the shop cannot be used. */
export async function runLoad(
  shop: ShopAddress,
  plan: Pick<Plan, 'orders' | 'concurrency'> & Partial<Plan>,
  { progress, signal, startBare }: Pick<Measuring, 'progress' | 'signal' | 'startBare'>,
): Promise<LoadReport> {
  const { url, token } = shop;
  const { orders, concurrency, seconds = null, rate = null } = plan;
  const asked: Plan = { orders, concurrency, seconds, rate };
  const api = openApi(url);
  const props = noProps();
  const common = { api, token, progress, signal };
  const compared = startBare ? { ...common, startBare } : common;
  try {
    progress.say(`Run ${props.run} against ${url}: ${inWords(asked)}`);
    // Says at once when there is no shop, or the token is no owner's.
    await api.call('GET', '/api/couriers?limit=1', { token, tries: 1 });
    await makeProps(props, { ...common, orders: asked.orders });
    const figures = await measure({ ...compared, ...asked, shop, props });
    const { told } = figures;
    const kept = await readOrders(api, props.customers, { ...common, expected: told.confirmed.length });
    progress.say('auditing');
    const audit = await askRunning(shop);
    return reportOf({
      url,
      run: props.run,
      plan: asked,
      figures,
      readBack: compare(told, kept),
      audit,
    });
  } finally {
    await tidyUp(api, () => clearProps(props, { api, token }), progress);
  }
}

function inWords({ orders, seconds, rate, concurrency }: Plan): string {
  const many = seconds === null ? `${orders} orders` : `orders for ${seconds} s`;
  return `${many}, ${rate === null ? '' : `${rate} a second, at most `}${concurrency} in flight`;
}

async function tidyUp(api: Api, clear: () => Promise<string[]>, progress: Progress): Promise<void> {
  const left = await clear();
  for (const what of left.slice(0, 5)) progress.say(`Could not tidy up: ${what}`);
  if (left.length > 5) progress.say(`… and ${left.length - 5} more`);
  await api.close();
}

function auditLines({ audit }: LoadReport): string {
  const lines = readable(audit);
  // The last line says it all when all is well.
  const shown = audit.ok ? `${lines.trimEnd().split('\n').at(-1)}\n` : lines;
  return shown.replace(/^/, 'audit       ');
}

/** The wish to stop: Ctrl-C, a signal, or the end of the launcher. A second Ctrl-C ends at once. */
function interruption(progress: Progress): { signal: AbortSignal; done: () => void } {
  const abort = new AbortController();
  setMaxListeners(0, abort.signal); // one for each order in flight
  const stop = () => {
    if (abort.signal.aborted) process.exit(INTERRUPTED);
    progress.say('Stopping; a moment, to take the products and couriers out of sight.');
    abort.abort(new Error('interrupted'));
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  onParentGone(stop);
  return {
    signal: abort.signal,
    done: () => {
      for (const signal of signals) process.off(signal, stop);
    },
  };
}
