import type { CliConfig } from './config.ts';

/** Where people on this machine reach what listens on HOST and PORT. */
export function addressOf(config: CliConfig): string {
  const name = /^(0\.0\.0\.0|::|127\.0\.0\.1)$/.test(config.HOST) ? 'localhost' : config.HOST;
  return `http://${name.includes(':') ? `[${name}]` : name}:${config.PORT}`;
}
