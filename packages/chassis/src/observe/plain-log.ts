import type { LogConfig } from '../config/config.ts';
import { LOG_LEVELS } from '../config/log-levels.ts';
import { ecsBase, ecsFields } from './ecs.ts';
import { withoutSecrets } from './log-secrets.ts';
import { readableLine } from './readable-line.ts';

type Level = (typeof LOG_LEVELS)[number];

/** Logs what our code calls by these names; secrets and personal data are left out. */
export type PlainLog = (level: Level, fields: object, message: string) => void;

/** The log of a process that says little: the same lines as `createLog`'s, by a function that needs no package. */
export function plainLog(
  config: LogConfig,
  { name, version }: { name: string; version: string },
  write: (line: string) => void = (line) => void process.stderr.write(line),
): PlainLog {
  const { LOG_LEVEL: least, SAGASHOP_LOG: form = process.stderr.isTTY ? 'text' : 'json' } = config;
  const lowest = LOG_LEVELS.indexOf(least as Level);
  const base = ecsBase(version);
  return (level, given, message) => {
    if (LOG_LEVELS.indexOf(level) < lowest) return;
    const fields = { ...base, ...ecsFields(name, given), message: withoutSecrets(message) };
    const line = `${JSON.stringify({ 'log.level': level, '@timestamp': new Date().toISOString(), ...fields })}\n`;
    write(form === 'json' ? line : readableLine(line));
  };
}
