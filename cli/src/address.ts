import type { CliConfig } from './config.ts';

/** Where people on this machine reach what listens on HOST and PORT. */
export function addressOf(config: CliConfig): string {
  const name = /^(0\.0\.0\.0|::|127\.0\.0\.1)$/.test(config.HOST) ? 'localhost' : config.HOST;
  return `http://${name.includes(':') ? `[${name}]` : name}:${config.PORT}`;
}

/** Where the metrics of what listens there are, when that is elsewhere. */
export function metricsAddress(config: CliConfig): { metrics?: string } {
  return config.METRICS_PORT ? { metrics: addressOf({ ...config, PORT: config.METRICS_PORT }) } : {};
}
