import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PlainLog } from '@sagashop/chassis/observe/plain-log';
import { startTracing } from '@sagashop/chassis/observe/start-tracing';
import { childOf, parseTraceparent } from '@sagashop/chassis/observe/trace-context';
import { isTracing, record, wallTime } from '@sagashop/chassis/observe/tracing';

/** Which span a script of ours has begun at a click, and how many ms ago; see shop/click.ts. */
const CLICK = /^([0-9a-f]{16});(\d{1,6})$/;
/** Files of the build; all the rest of the addresses stand in routes.ts. */
const FILES = /^\/(assets|pictures)\//;

type Environment = Parameters<typeof startTracing>[0];

/**
 * Records a span for each request that the gateway says is traced, and lets what is asked of the API for it go on from
 * there; and one for the click that a script says it came from, as the browser cannot send its own anywhere.
 */
export async function pageSpans(env: Environment, paths: readonly string[], log: PlainLog) {
  const tracing = await startTracing(env, { warn: (details, message) => log('warn', details, message) });
  tracing.call('web');
  const templateOf = templates(paths);
  return {
    flush: tracing.flush,
    stop: tracing.stop,
    begin(incoming: IncomingMessage, response: ServerResponse): void {
      const parent = incoming.headers['traceparent'];
      if (typeof parent !== 'string' || !isTracing() || !parseTraceparent(parent)?.sampled) return;
      const trace = childOf(parent);
      incoming.headers['traceparent'] = trace;
      const start = wallTime(performance.now());
      const { method = 'GET' } = incoming;
      const route = templateOf(incoming.url ?? '/');
      response.once('close', () => {
        const end = wallTime(performance.now());
        const { statusCode: status } = response;
        const attributes = {
          'http.request.method': method,
          'http.route': route,
          'http.response.status_code': status,
        };
        const failed = status >= 500 ? { failed: String(status) } : {};
        const common = { start, end, ...failed };
        record({
          ...common,
          service: 'web',
          name: `${method} ${route}`,
          kind: 'server',
          trace,
          parent,
          attributes,
        });
        recordClick(incoming, { trace, route, start, end });
      });
    },
  };
}

function recordClick(
  { headers }: IncomingMessage,
  { trace, route, start, end }: { trace: string; route: string; start: number; end: number },
): void {
  const [, span, ago] = CLICK.exec(String(headers['sagashop-click'])) ?? [];
  if (!span || /^0+$/.test(span)) return;
  const own = `${trace.slice(0, 36)}${span}-01`;
  const clicked = { service: 'browser', name: `click ${route}`, kind: 'client' } as const;
  record({ ...clicked, trace: own, parent: null, start: start - Number(ago), end });
}

/** The route that an address belongs to, by the patterns of routes.ts: never the address itself. */
function templates(paths: readonly string[]): (url: string) => string {
  const known = paths
    .filter((path) => path !== '*')
    .map((path) => ({
      route: `/${path}`,
      form: new RegExp(`^/${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`),
    }));
  return (url) => {
    const path = url.split('?', 1)[0]!.replace(/\.data$/, '');
    if (path === '/' || path === '/_root') return '/';
    const folder = FILES.exec(path)?.[1];
    return folder ? `/${folder}/*` : (known.find(({ form }) => form.test(path))?.route ?? 'none');
  };
}
