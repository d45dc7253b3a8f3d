import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PlainLog, plainLog } from '@sagashop/chassis/observe/plain-log';
import type { Settings } from './config.ts';

/** A request whose page broke. */
export interface Broken {
  url: string;
  method: string | undefined;
  /** Its `traceparent`. */
  trace: unknown;
}

/** The log of this process. */
export function webLog(logged: Settings['log']): PlainLog {
  const manifest = readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  return plainLog(logged, { name: 'web', version });
}

/**
 * Tells the log of a page that broke. Of its address only the beginning of a route that there is: what was searched for,
 * and whose order it was, stay with the visitor.
 */
export function tellerOf(log: PlainLog, paths: readonly string[]): (err: unknown, broken: Broken) => void {
  const known = new Set(['', ...paths.map((path) => path.split('/')[0]!)]);
  return (err, { url, method, trace }) => {
    const [, first = ''] = (URL.parse(url, 'http://shop')?.pathname ?? '').split('/');
    log('error', { err, method, route: known.has(first) ? `/${first}` : '/*', trace }, 'a page broke');
  };
}
