export function packagesComplete(
  root: string,
  mode: 'start' | 'test' | 'bench',
  nodeVersion: string,
): boolean;
export function installPackages(
  root: string,
  mode: 'start' | 'test' | 'bench',
  node: { path: string; version: string },
  signal: AbortSignal,
): Promise<void>;
