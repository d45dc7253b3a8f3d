import {
  type Allowance,
  type FailureAllowance,
  type RouteLimits,
  WRITES,
} from '@sagashop/chassis/guards/allowances';
import { limitsOf } from '@sagashop/chassis/guards/rate-limits';
import { createApp } from '@sagashop/chassis/http/create-app';
import { createMetrics } from '@sagashop/chassis/observe/metrics';
import type { Service } from '@sagashop/chassis/service/service';
import { testContext } from '@sagashop/chassis/testing';

import pino from 'pino';
import { PAGE_LIMITS } from '../../services/gateway/src/page-limits.ts';
import { nameOfRoute } from './describe.ts';
import { SERVICES, variables } from './every-service.ts';

/** The page docs/limits.md, from what the routes themselves say. Opens the services on the databases given. */
export async function limitsPage(urls: Record<string, string>): Promise<string> {
  const own: Record<string, RouteLimits> = { ...PAGE_LIMITS };
  const common: string[] = [];
  for (const { open } of Object.values(SERVICES)) {
    const service = await open(testContext(variables(urls)));
    try {
      for (const [route, limits] of await routesOf(service)) {
        if (limits === WRITES) common.push(route);
        else own[route] = limits;
      }
    } finally {
      await service.stop();
    }
  }
  return page(own, common.sort());
}

async function routesOf(service: Service): Promise<[string, RouteLimits][]> {
  const app = createApp({ log: pino({ level: 'silent' }), metrics: createMetrics() });
  const found: [string, RouteLimits][] = [];
  app.addHook('onRoute', (route) => {
    const limits = limitsOf(route);
    const name = nameOfRoute(route.method, route.url);
    if (limits && route.method !== 'HEAD') found.push([name, limits]);
  });
  service.routes(app);
  await app.ready();
  await app.close();
  return found;
}

function page(own: Record<string, RouteLimits>, common: readonly string[]): string {
  const names = Object.keys(own).sort((a, b) => pathOf(a).localeCompare(pathOf(b)) || a.localeCompare(b));
  const rates = names.flatMap((name) =>
    own[name]!.rates.map((rate) => row(name, rate.by + (rate.only ? `, ${rate.only} alone` : ''), rate)),
  );
  const writes = WRITES.rates.map((rate) => row('each of the routes below', rate.by, rate));
  const failures = names.flatMap((name) => own[name]!.failures?.map((one) => failureRow(name, one)) ?? []);
  const besides = names.flatMap((name) =>
    own[name]!.besides ? [`| \`${name}\` | ${own[name]!.besides} |`] : [],
  );
  return `${BEGIN}
## Requests

| route | counted by | at once | then one each |
|---|---|---|---|
${[...rates, ...writes].join('\n')}

What changes something and is not named above has the last two limits, each route its own:
${common.map((name) => `\`${name}\``).join(', ')}.

## Failures

| route | what counts | counted by | at once | one is forgiven each |
|---|---|---|---|---|
${failures.join('\n')}

## Other bounds

| route | bound |
|---|---|
${besides.join('\n')}
`;
}

const BEGIN = `# Limits

Written by \`npm run docs:api\` from what the routes themselves say; a test compares.

Whatever is beyond a limit is answered 429 \`too_many_attempts\` with \`Retry-After\` in seconds, before anything is done
for it; a page is answered 429 with a plain page. A limit is a bucket: so many at once, and then one in so much time.
An IPv4 address is counted as itself, an IPv6 address as its /56, and as its /48 with four times the room and the pace.
Behind a proxy, \`SAGASHOP_TRUST_PROXY\` has to name it, or all visitors are one address.

Requests are counted in the memory of each process that answers them, so that counting costs no query; two processes of a
service allow up to twice as many. Requests of staff are not counted. \`SAGASHOP_RATE_LIMITS=off\` turns these
limits off, to measure a shop from one address. Failures are counted in the service's database, for all of its processes
and over restarts, whatever is turned off; to whoever is refused for them a wait of at most 10 s is told, however much
longer it would be if nobody else failed. "At once" has a second number for a network that has not failed at that account
or order before. The reasons: [ADR 50](decisions/0050-guesses-are-counted-where-they-come-from.md),
[ADR 51](decisions/0051-requests-are-counted-where-they-are-answered.md).
`;

const pathOf = (name: string) => name.split(' ')[1]!;

function row(name: string, by: string, { room, each }: Allowance): string {
  return `| ${name.includes('/') ? `\`${name}\`` : name} | ${by} | ${room} | ${inWords(each)} |`;
}

function failureRow(name: string, { failure, by, room, fresh, each }: FailureAllowance): string {
  const rooms = fresh === undefined ? `${room}` : `${room} / ${fresh}`;
  return `| \`${name}\` | ${failure} | ${by} | ${rooms} | ${inWords(each)} |`;
}

function inWords(seconds: number): string {
  if (seconds >= 86_400) return `${seconds / 86_400} days`;
  return seconds < 1 ? `${Number((seconds * 1000).toFixed(3))} ms` : `${seconds} s`;
}
