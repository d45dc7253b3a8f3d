import type { Metrics } from '@sagashop/chassis/observe/metrics';
import { GATEWAY } from '@sagashop/chassis/service/callers';
import type { Peers } from '@sagashop/chassis/service/calls';
import { MANIFESTS } from '@sagashop/chassis/service/manifests';
import type { TokenHeaders } from '@sagashop/chassis/service/token-headers';
import { arrowsOf, withCapability } from '@sagashop/chassis/service/topology';
import { EVERYBODY } from '@sagashop/figures/counted-peers';
import { instance } from '@sagashop/figures/instance';
import { readEntered } from '@sagashop/figures/read-counts';
import { figuresCall, type Reading } from '@sagashop/figures/reading';
import { readingIn, remoteInstances } from './remote-instances.ts';
import type { Found } from './service-figures.ts';

/** Where the figures of one service come from. */
export interface Source {
  name: string;
  /** The services that it may ask, as its manifest says. */
  neighbours: readonly string[];
  /** Its processes, each with what it has counted. Rejects for nothing: who does not answer is not there, or not ready. */
  read(): Promise<Found[]>;
  /** Nobody looks any more. */
  rest(): void;
}

export interface SourcesOptions {
  /** The services in this process. */
  hosted: ReadonlySet<string>;
  peers: Peers;
  metrics: Metrics;
  /** The addresses of the others, by name; `web` among them. */
  urls: Readonly<Record<string, string>>;
  tokens?: TokenHeaders | undefined;
}

const FIGURES = withCapability(MANIFESTS, 'figures').map(({ name }) => name);

/** The gateway itself, every service that it finds as it finds it for requests, and the pages. */
export function systemSources(options: SourcesOptions): Source[] {
  const { hosted, urls, tokens, metrics } = options;
  const services = FIGURES.flatMap((name): Source[] => {
    if (hosted.has(name)) return [localSource(name, options.peers)];
    const url = urls[name];
    return url && tokens ? [remoteSource(name, url, tokens)] : [];
  });
  const web = urls['web'];
  const gateway: Source = {
    name: GATEWAY,
    neighbours: [...services.map(({ name }) => name), ...(web ? ['web'] : [])],
    read: async () => [foundOf({ ...instance, ready: true, ...ownReading(metrics) })],
    rest: () => {},
  };
  return [gateway, ...(web ? [webSource(web)] : []), ...services];
}

function localSource(name: string, peers: Peers): Source {
  return {
    name,
    neighbours: neighboursOf(name),
    read: () =>
      peers.ask(figuresCall(name), {}).then(
        (reading) => [foundOf(reading)],
        () => [],
      ),
    rest: () => {},
  };
}

function remoteSource(name: string, url: string, tokens: TokenHeaders): Source {
  const headers = () => ['content-type', 'application/json', ...tokens.service(name)];
  const found = remoteInstances({ url, method: 'POST', path: '/internal/figures', headers, readingIn });
  return { name, neighbours: neighboursOf(name), ...found };
}

/** The web process has no call: it says who it is where it says that it is ready. What it is asked, the gateway counts. */
function webSource(url: string): Source {
  const nothing = { age: 0, counts: {}, spreads: {}, gauges: {} };
  const path = '/health/ready';
  const found = remoteInstances({
    ...{ url, method: 'GET', path, headers: () => [] },
    readingIn: (body) => readingIn(JSON.stringify({ ...nothing, ready: true, ...JSON.parse(body).instance })),
  });
  return { name: 'web', neighbours: [GATEWAY], ...found };
}

/** Whom a service may ask and send commands; the call by which it is looked at here is none of them. */
function neighboursOf(name: string): string[] {
  const arrows = arrowsOf(MANIFESTS).filter(
    ({ from, capability }) => from === name && capability !== 'figures',
  );
  return [...new Set(arrows.map(({ to, kind }) => (kind === 'event' ? EVERYBODY : to)))];
}

function ownReading(metrics: Metrics): Pick<Reading, 'age' | 'counts' | 'spreads' | 'gauges'> {
  return { age: performance.now(), ...readEntered(metrics, GATEWAY, serviceOfRoute) };
}

/** The service that answers a route's pattern; every other path is the pages'. */
function serviceOfRoute(route: string): string | undefined {
  if (!route.startsWith('/api/')) return route === '/*' ? 'web' : undefined;
  const path = route.slice('/api/'.length);
  const fits = (prefix: string) => path === prefix || path.startsWith(`${prefix}/`);
  return MANIFESTS.find(({ routes = [] }) => routes.some(fits))?.name;
}

function foundOf(reading: Reading): Found {
  const { id, version, startedAt, ready, why } = reading;
  return { id, version, startedAt, ready, ...(why !== undefined && { why }), reading };
}
