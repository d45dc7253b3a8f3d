import { settings } from '../../server/config';
import { get, orNothing } from './api.server';
import { shared } from './shared.server';
import { toldOnce } from './told-once';

const told = toldOnce<string>(250); // ms that a page waits; until then UTC will do

/**
 * The shop's time zone, which stays while it runs: what the pages are told by `SAGASHOP_TZ`, or else by whoever lists its days,
 * however late that comes. UTC while nobody has told it.
 */
export async function zoneOf(request: Request): Promise<string> {
  const zone = settings().zone ?? (await told(() => askFor(request)));
  return zone ?? 'UTC';
}

async function askFor(request: Request): Promise<string | undefined> {
  const days = shared(request, 'zone', (nobody) => get<{ zone?: string }>(nobody, '/delivery/dates'));
  return (await orNothing(days))?.zone;
}
