import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { guardServer } from './guard.ts';
import { environment } from './runner.ts';

export type Exit = { code: number | null; signal: NodeJS.Signals | null };

/** A server process that was started, ready or not. */
export type Server = {
  pid: number;
  child: ChildProcess;
  log: string;
  logStart: number;
  exited: Promise<Exit>;
};

const QUIT_PATIENCE_MS = 3000;

/** Starts `command` as a server that writes to the file `log`; throws when there is no such program. */
export function spawnServer(command: string[], log: string): Server {
  const [program = '', ...args] = command;
  const output = openSync(log, 'a', 0o600);
  try {
    const logStart = fstatSync(output).size;
    // Detached, out of reach of a terminal's Ctrl-C: the shop must end before its databases.
    const child = spawn(program, args, {
      stdio: ['ignore', output, output],
      env: environment(),
      detached: true,
    });
    if (child.pid === undefined) throw new Error(`Cannot start ${program}.`);
    const exited = new Promise<Exit>((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    void exited.then(guardServer(child.pid));
    return { pid: child.pid, child, log, logStart, exited };
  } finally {
    closeSync(output);
  }
}

/** Waits until the server takes connections; returns why it does not when it ends or takes too long. */
export async function untilReady(
  server: Server,
  directory: string,
  deadline: number,
): Promise<string | undefined> {
  while (!hasEnded(server)) {
    if (await saysReady(server, directory)) return undefined;
    if (Date.now() > deadline) {
      await stopServer(server, QUIT_PATIENCE_MS);
      return `PostgreSQL did not get ready in time; its log is ${server.log}.`;
    }
    await sleep(10);
  }
  const said = (await readFile(server.log)).subarray(server.logStart).toString();
  const last = said.split('\n').filter((line) => /FATAL|PANIC|HINT|LOG: {2}could not|error/i.test(line));
  return `PostgreSQL did not start; its log is ${server.log}:\n${last.slice(-5).join('\n') || said.slice(-500)}`;
}

// The first line of postmaster.pid is the server's pid, the eighth its state.
async function saysReady(server: Server, directory: string): Promise<boolean> {
  const lines = await readFile(join(directory, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , , , , , state] = lines.split('\n');
  return Number(pid) === server.pid && state?.trim() === 'ready';
}

/** Ends the server: cleanly, then without tidying up, then at once, `patience` ms after the first. */
export async function stopServer(server: Server, patience: number): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', patience],
    ['SIGQUIT', QUIT_PATIENCE_MS],
    ['SIGKILL', QUIT_PATIENCE_MS],
  ];
  for (const [signal, wait] of steps) {
    if (hasEnded(server)) return;
    server.child.kill(signal);
    const timer = new AbortController();
    await Promise.race([server.exited, sleep(wait, undefined, { signal: timer.signal })]);
    timer.abort();
  }
}

function hasEnded({ child }: Server): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
