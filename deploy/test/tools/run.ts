import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createGzip } from 'node:zlib';

/** A program that tests need, as it was found: what they read from their environment, and how it is put away. */
export interface Tool {
  env: Record<string, string>;
  stop?: () => Promise<void>;
}

/** Runs a program to its end and gives back what it printed. Throws with its last words when it fails. */
export async function run(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string | undefined>; input?: string } = {},
): Promise<string> {
  const { input, ...more } = options;
  const running = promisify(execFile)(program, args, { maxBuffer: 200_000_000, ...more });
  if (input !== undefined) running.child.stdin?.end(input);
  try {
    return (await running).stdout;
  } catch (error) {
    const { stderr = '', stdout = '', message } = error as Error & { stderr?: string; stdout?: string };
    const words = (stderr.trim() || stdout.trim() || message).split('\n').slice(-12).join('\n');
    throw new Error(`${program} ${args.slice(0, 4).join(' ')}: ${words}`);
  }
}

/** Whether a program runs here. */
export async function runs(program: string, ...args: string[]): Promise<boolean> {
  return run(program, args).then(
    () => true,
    () => false,
  );
}

/** Debian packages, installed. Throws where there is no apt, or this user may not. */
export async function aptInstall(...packages: string[]): Promise<void> {
  if (process.getuid?.() !== 0) throw new Error(`install ${packages.join(', ')}, or run this as root`);
  await run('apt-get', ['update']);
  const flags = ['install', '-y', '--no-install-recommends'];
  await run('apt-get', [...flags, ...packages], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/** Debian packages, unpacked below `folder` without being installed; the folder that they lie in. */
export async function aptUnpack(folder: string, ...packages: string[]): Promise<string> {
  const name = createHash('sha256').update(packages.join()).digest('hex').slice(0, 12);
  const to = join(folder, `apt-${name}`);
  await mkdir(to, { recursive: true });
  if (process.getuid?.() === 0) await run('apt-get', ['update']);
  await run('apt-get', ['download', ...packages], { cwd: to });
  await run('sh', ['-c', 'for deb in *.deb; do dpkg-deb -x "$deb" root; rm "$deb"; done'], { cwd: to });
  return join(to, 'root');
}

/** How many bytes a program prints, gzipped. */
export async function compressedBytes(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let bytes = 0;
  for await (const chunk of child.stdout.pipe(createGzip({ level: 6 }))) bytes += (chunk as Buffer).length;
  return bytes;
}
