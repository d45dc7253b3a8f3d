import { join } from 'node:path';
import type { Env } from '@sagashop/chassis/config/config';
import { type CliConfig, environment } from './config.ts';
import { isLab } from './is-lab.ts';
import { type Parts, startParts } from './split/processes.ts';

const INHERITED =
  /^(?:PATH|HOME|TMPDIR|LANG|TZ|NODE_OPTIONS|SAGASHOP_PUBLIC_URL|SAGASHOP_COUNTRY|SAGASHOP_SERVICE_WORKER|SAGASHOP_LOG|LOG_LEVEL|OTEL_[A-Z_]+)$/;

interface Opened {
  /** Whether it was opened with demo data. */
  demo: boolean;
}

/** The environment of the web process: where the gateway is, and no secret of a service. */
export function webEnvironment(config: CliConfig, shop: Opened): Env {
  const host = /^(?:0\.0\.0\.0|::)$/.test(config.HOST) ? '127.0.0.1' : config.HOST;
  const given = environment();
  return {
    ...Object.fromEntries(Object.entries(given).filter(([name]) => INHERITED.test(name))),
    NODE_ENV: 'production',
    // Not the services' cache: it is filled for all of them at once where there is none.
    NODE_COMPILE_CACHE: given['NODE_COMPILE_CACHE'] ?? join(config.SAGASHOP_DATA, 'compiled-web'),
    HOST: '127.0.0.1',
    SAGASHOP_TZ: config.SAGASHOP_TZ,
    SAGASHOP_LAB: isLab(config, shop) ? '1' : '0',
    GATEWAY_URL: `http://${host.includes(':') ? `[${host}]` : host}:${config.PORT}`,
  };
}

/** Starts the web process on its port; it is started again when it dies. `changed` is told of its new states. */
export function startWeb(
  config: CliConfig,
  { port, ...shop }: Opened & { port: number },
  tell: { changed: (parts: Parts) => void; said: (line: string) => void },
): Parts {
  const parts: Parts = startParts({
    ports: { web: port },
    envOf: () => webEnvironment(config, shop),
    hungAfter: config.SAGASHOP_HUNG_AFTER,
    changed: () => setImmediate(() => tell.changed(parts)),
    said: (_name, line) => tell.said(line),
  });
  return parts;
}
