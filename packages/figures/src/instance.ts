import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** This process: its id (machine or pod, and process), the release that it runs, and when it was started. */
export const instance = {
  id: `${hostname()}-${process.pid}`,
  version,
  startedAt: new Date(performance.timeOrigin).toISOString(),
};
