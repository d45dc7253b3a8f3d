import { fileURLToPath } from 'node:url';
import { installPackages, packagesComplete } from '../../bin/lib/packages.js';
import type { Progress } from '../../cli/src/load/progress.ts';
import type { Scenario } from '../scenarios.ts';
import type { Peer } from '../stands/stand.ts';

/** The folder with a folder for each peer. */
export const PEERS = new URL('./', import.meta.url);

const NAMES: Readonly<Record<Peer, string>> = { dbos: 'DBOS Transact', restate: 'Restate' };

/** The peers that these scenarios measure, each once. */
export function peersIn(scenarios: readonly Scenario[]): Peer[] {
  const stands = new Set<string>(scenarios.map(({ stand }) => stand));
  return (Object.keys(NAMES) as Peer[]).filter((peer) => stands.has(peer));
}

/**
 * Installs a peer's packages in its own folder, by its own lock, unless they are there. Throws a sentence that says
 * what to do when they cannot be had.
 */
export async function installPeer(
  peer: Peer,
  { progress, signal }: { progress: Progress; signal: AbortSignal },
): Promise<void> {
  const folder = fileURLToPath(new URL(peer, PEERS));
  if (packagesComplete(folder, 'start', process.version)) return;
  progress.say(`Installing ${NAMES[peer]} into bench/peers/${peer}, once.`);
  const node = { path: process.execPath, version: process.version };
  await installPackages(folder, 'start', node, signal).catch((error: Error) => {
    if (signal.aborted) throw error;
    throw new Error(
      `${error.message}\n\n${NAMES[peer]} could not be installed: its packages come from npm's registry. Start ` +
        'again when that can be reached, or name a mirror of it (npm config set registry URL). Nothing but ' +
        'peers needs it.',
    );
  });
}
