import { setTimeout as sleep } from 'node:timers/promises';
import { get, orNothing } from './api.server';
import { shared } from './shared.server';

const PATIENCE = 250; // ms that a page waits to say times by the shop's clock; until then UTC will do

let known: string | undefined;

/** The shop's time zone: fixed while it runs, and told by whoever lists its days. UTC while nobody tells it. */
export async function zoneOf(request: Request): Promise<string> {
  if (known) return known;
  const told = shared(request, 'zone', (nobody) => get<{ zone?: string }>(nobody, '/delivery/dates'));
  known = (await Promise.race([orNothing(told), sleep(PATIENCE, undefined, { ref: false })]))?.zone;
  return known ?? 'UTC';
}
