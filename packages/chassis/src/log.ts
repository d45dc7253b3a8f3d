import pino from 'pino';

export type { Logger } from 'pino';

/** Field names whose values must never reach a log, wherever they stand in the first two levels. */
const SECRETS = ['password', 'token', 'authorization', 'cookie', 'email', 'phone', 'address'];

/** The log of one process: JSON lines on standard error, `LOG_LEVEL` warn unless set. */
export function createLog(level = 'warn'): pino.Logger {
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino(
    { level, base: null, redact: { paths, censor: '[redacted]' }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination(2),
  );
}
