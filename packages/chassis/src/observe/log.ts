import { readFileSync } from 'node:fs';
import pino from 'pino';
import type { LogConfig } from '../config/config.ts';
import { ecsBase, ecsFields } from './ecs.ts';
import { withoutSecrets } from './log-secrets.ts';
import { readableLine } from './readable-line.ts';
import { standardError } from './standard-error.ts';

export type { Logger } from 'pino';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/**
 * The log of one process, on standard error: JSON lines in the Elastic Common Schema, or on a terminal, or where
 * SAGASHOP_LOG says `text`, lines to read. `name` is the service, or what several in one process are called together.
 */
export function createLog(config: LogConfig, name: string, to?: pino.DestinationStream): pino.Logger {
  const { LOG_LEVEL: level, SAGASHOP_LOG: form = process.stderr.isTTY ? 'text' : 'json' } = config;
  const bytes = to ?? standardError();
  return pino(
    {
      level,
      base: ecsBase(version),
      messageKey: 'message',
      timestamp: () => `,"@timestamp":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ 'log.level': label }), log: (given) => ecsFields(name, given) },
      hooks: { logMethod },
    },
    form === 'json' ? bytes : { write: (line) => bytes.write(readableLine(line)) },
  );
}

/** The same log for one service among several in a process: its lines bear its name. */
export function logOf(log: pino.Logger, service: string): pino.Logger {
  return log.child({}, { formatters: { log: (given) => ecsFields(service, given) } });
}

/** An error's message is told by its fields alone, where it is without what it should not say. */
function logMethod(this: pino.Logger, args: Parameters<pino.LogFn>, log: pino.LogFn): void {
  const [first, message = 'something broke', ...more] = typeof args[0] === 'string' ? [{}, ...args] : args;
  log.call(this, first instanceof Error ? { err: first } : first, withoutSecrets(String(message)), ...more);
}
