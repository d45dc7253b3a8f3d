export type ProcessIdentity = { pid: number; started: string; boot: string };
export function processIdentity(pid: number): ProcessIdentity | undefined;
export function isAlive(identity: ProcessIdentity): boolean;
