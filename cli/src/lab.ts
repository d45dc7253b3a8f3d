import { findShop, type ShopAddress } from './find-shop.ts';

interface Asked {
  url?: string;
  token?: string;
  json?: boolean;
}

export interface StartWish extends Asked {
  service?: string;
  command?: string;
  share?: string;
  nth?: string;
  seed?: string;
  seconds: string;
  scope: string;
}

interface Fault {
  id: string;
  fault: string;
  service: string | null;
  command: string | null;
  scope: string;
  hits: number;
  endsAt: string;
}

interface Lab {
  faults: { name: string; says: string; targets: { service: string; commands: string[] }[] }[];
  active: Fault[];
}

/** `sagashop lab list`: what can be broken in a running shop, and what is. Resolves to 0; throws as `askLab` does. */
export async function listFaults(asked: Asked): Promise<number> {
  const lab = (await askLab(asked, 'GET', '')) as Lab;
  return print(asked, lab, readable(lab));
}

/** `sagashop lab start FAULT`: makes a fault. Throws with what the shop says when it does not make it. */
export async function startFault(fault: string, wish: StartWish): Promise<number> {
  const { service, command, scope } = wish;
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  const [share, nth, seed] = [number(wish.share), number(wish.nth), number(wish.seed)];
  const body = { fault, service, command, share, nth, seed, scope, seconds: Number(wish.seconds) };
  const made = (await askLab(wish, 'POST', '/faults', body)) as Fault;
  return print(wish, made, `${lineOf(made)}\n`);
}

/** `sagashop lab stop [ID]`: ends one fault, or all. */
export async function stopFaults(id: string | undefined, asked: Asked): Promise<number> {
  await askLab(asked, 'DELETE', id === undefined ? '/faults' : `/faults/${encodeURIComponent(id)}`);
  return print(
    asked,
    { stopped: id ?? 'all' },
    id === undefined ? 'Nothing is broken any more.\n' : `${id} is over.\n`,
  );
}

function print({ json }: Asked, value: unknown, text: string): number {
  process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : text);
  return 0;
}

async function askLab(asked: Asked, method: string, path: string, body?: object): Promise<unknown> {
  const shop = await findShop(asked, 'lab');
  if (!shop) throw new Error('No shop runs here. Open one with npm start, or give --url and --token.');
  const response = await send(shop, method, path, body);
  const text = await response.text();
  if (response.ok) return text === '' ? undefined : JSON.parse(text);
  if (response.status === 404 && path === '')
    throw new Error(`The shop at ${shop.url} has no laboratory: open it with SAGASHOP_LAB=1.`);
  const { title = '', errors = [] } = JSON.parse(text || '{}') as {
    title?: string;
    errors?: { path: string; message: string }[];
  };
  const wrong = errors.map((error) => `\n  ${error.path}: ${error.message}`).join('');
  throw new Error(`${response.status} ${title}${wrong}`);
}

async function send({ url, token }: ShopAddress, method: string, path: string, body: object | undefined) {
  const headers = {
    authorization: `Bearer ${await token()}`,
    ...(body && { 'content-type': 'application/json' }),
  };
  return fetch(`${url}/api/lab${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}

function readable({ faults, active }: Lab): string {
  const known = faults.map(
    ({ name, says, targets }) =>
      `${name.padEnd(16)}${says}\n${' '.repeat(16)}${targets.flatMap((one) => one.commands).join(', ')}`,
  );
  const now = active.length === 0 ? ['Nothing is broken.'] : active.map(lineOf);
  return `${[...known, '', ...now].join('\n')}\n`;
}

function lineOf({ id, fault, service, command, scope, hits, endsAt }: Fault): string {
  return `${id}  ${fault}  ${command ?? service ?? 'everywhere'}  scope ${scope}  ${hits} hits  until ${endsAt}`;
}
