import { join } from 'node:path';
import type { Env } from '@sagashop/chassis/config';
import { type CliConfig, environment } from './config.ts';
import { type Parts, startParts } from './split/processes.ts';

const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'NODE_OPTIONS', 'SAGASHOP_PUBLIC_URL'];

/** The environment of the web process: where the gateway is, and no secret of a service. */
export function webEnvironment(config: CliConfig): Env {
  const host = /^(?:0\.0\.0\.0|::)$/.test(config.HOST) ? '127.0.0.1' : config.HOST;
  const given = environment();
  return {
    ...Object.fromEntries(INHERITED.map((name) => [name, given[name]])),
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    GATEWAY_URL: `http://${host.includes(':') ? `[${host}]` : host}:${config.PORT}`,
  };
}

/** Starts the web process on its port; it is started again when it dies. `changed` is told of its new states. */
export function startWeb(
  config: CliConfig,
  port: number,
  tell: { changed: (parts: Parts) => void; said: (line: string) => void },
): Parts {
  const cache = { NODE_COMPILE_CACHE: join(config.SAGASHOP_DATA, 'compiled') };
  const parts: Parts = startParts({
    ports: { web: port },
    envOf: () => ({ ...cache, ...webEnvironment(config) }),
    changed: () => setImmediate(() => tell.changed(parts)),
    said: (_name, line) => tell.said(line),
  });
  return parts;
}
