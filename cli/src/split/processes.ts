import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Env } from '@sagashop/chassis/config/config';
import { MANIFESTS } from '@sagashop/chassis/service/manifests';
import { ORCHESTRATORS } from '../services.ts';
import { logForm } from './part-log.ts';
import { type Watch, watchLife } from './watch.ts';

const FIRST_PAUSE = 250; // ms before a process that died is started again; doubled each time
const LONGEST_PAUSE = 10_000; // ms
const SETTLED = 20_000; // ms after which a process that runs counts as well again
/** MB; three times as much stays after a rush. */
const YOUNG_SPACE: Readonly<Record<string, number | undefined>> = {
  ...Object.fromEntries(MANIFESTS.map(({ name, youngSpace }) => [name, youngSpace])),
  web: 16,
};
const LITTLE_YOUNG_SPACE = 4;
/** The pages: what a shop can do without, in a folder of its own. */
const WEB = 'web';

export interface Part {
  name: string;
  port: number;
  pid: number | undefined;
  state: 'starting' | 'ready' | 'waiting' | 'stopped';
  restarts: number;
}

export interface PartsOptions {
  /** The port of each part, by its name. */
  ports: Readonly<Record<string, number>>;
  /** The environment of each part. */
  envOf: (name: string) => Env;
  /** After so many seconds without an answer a process that was ready counts as hung; 0: never. */
  hungAfter: number;
  changed: (part: Part) => void;
  said: (name: string, line: string) => void;
}

/** Processes that are started again when they die or hang, later each time, until they are told to stop. */
export interface Parts {
  all: readonly Part[];
  /** Resolves when all are ready; rejects when one that a shop needs ends before it has been ready once. */
  ready: Promise<void>;
  /** Tells the gateway first, then those whose sagas use the others, then the rest, and kills what is left after `patience` ms. */
  stop(patience: number): Promise<void>;
}

/** Starts a process for each part, each running its own `main.ts`. */
export function startParts(options: PartsOptions): Parts {
  const keepers = Object.entries(options.ports).map(([name, port]) => keep(name, port, options));
  return {
    all: keepers.map((keeper) => keeper.part),
    ready: Promise.all(keepers.map((keeper) => keeper.ready)).then(() => {}),
    stop: async (patience) => {
      const deadline = Date.now() + patience;
      for (const wave of [['gateway'], ORCHESTRATORS, undefined]) {
        const those = keepers.filter(({ part }) => !wave || wave.includes(part.name));
        await Promise.all(those.map((keeper) => keeper.stop(wave ? deadline - patience / 2 : deadline)));
      }
    },
  };
}

function keep(name: string, port: number, options: PartsOptions) {
  const part: Part = { name, port, pid: undefined, state: 'starting', restarts: 0 };
  const first = Promise.withResolvers<void>();
  let child: ChildProcess | undefined;
  let pause = FIRST_PAUSE;
  let timer: NodeJS.Timeout | undefined;
  let wasReady = false;
  const turn = (state: Part['state']) => {
    part.state = state;
    options.changed(part);
  };
  const start = () => {
    const started = Date.now();
    const running = spawnPart(name, options);
    child = running;
    part.pid = running.pid;
    turn('starting');
    let watch: Watch | undefined;
    running.once('message', () => {
      if (part.state === 'stopped') return;
      wasReady = true;
      turn('ready');
      first.resolve();
      watch = watchLife(port, options.hungAfter, () => {
        options.said(name, `has not answered for ${options.hungAfter} s; it is ended and started again`);
        running.kill('SIGKILL');
      });
    });
    running.once('exit', (code, signal) => {
      watch?.end();
      part.pid = undefined;
      if (part.state === 'stopped') return;
      if (name === WEB) first.resolve();
      else if (!wasReady)
        first.reject(new Error(`${name} did not start (${signal ?? `exit code ${code}`}).`));
      if (Date.now() - started > SETTLED) pause = FIRST_PAUSE;
      part.restarts += 1;
      turn('waiting');
      timer = setTimeout(start, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    });
  };
  start();
  const stop = async (deadline: number) => {
    part.state = 'stopped'; // from now on its end is no accident
    clearTimeout(timer);
    if (child) await end(child, deadline);
    turn('stopped');
  };
  return { part, ready: first.promise, stop };
}

/** The URL of a part's `main.ts`, which starts it when it is what a process was started with. */
export function mainOf(name: string): string {
  const own = name === WEB ? 'web/server/main.ts' : `services/${name}/src/main.ts`;
  return new URL(`../../../${own}`, import.meta.url).href;
}

function spawnPart(name: string, { ports, envOf, said }: PartsOptions): ChildProcess {
  const young = `--max-semi-space-size=${YOUNG_SPACE[name] ?? LITTLE_YOUNG_SPACE}`;
  const child = spawn(process.execPath, [young, fileURLToPath(mainOf(name))], {
    env: { ...envOf(name), ...logForm(envOf(name)), PORT: String(ports[name]) },
    // The channel closes with this process, however it ends; then the part ends by itself. Detached: a
    // terminal's Ctrl-C is for us, who know in which order to stop.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop()!;
      for (const line of lines) said(name, line);
    });
  }
  child.on('error', (error) => said(name, String(error)));
  return child;
}

/** Asks a process to end, and kills it at `deadline`. */
async function end(child: ChildProcess, deadline: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), Math.max(deadline - Date.now(), 0));
  await gone;
  clearTimeout(timer);
}
