import { homes } from './rooms.ts';
import type { Complaint, Rule } from './source.ts';

const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;
const DEPENDENCIES = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/** Every package.json is private, of modules, and says exactly which version of what it needs. */
export const manifests: Rule = (files) => {
  const found = new Map(files.map((file) => [file.path, file.text]));
  const folders = ['', ...homes(found.keys()).map((home) => `${home}/`)];
  return folders.flatMap((folder) => {
    const path = `${folder}package.json`;
    const text = found.get(path);
    if (text === undefined) return [{ path, says: 'is missing' }];
    return wrongWith(JSON.parse(text) as Record<string, unknown>).map((says) => ({ path, says }));
  });
};

function wrongWith(manifest: Record<string, unknown>): string[] {
  const wrong: string[] = [];
  if (manifest['private'] !== true) wrong.push('is not private');
  if (manifest['type'] !== 'module') wrong.push('is not of type module');
  for (const kind of DEPENDENCIES) {
    for (const [name, version] of Object.entries((manifest[kind] ?? {}) as Record<string, string>)) {
      if (!EXACT.test(version)) wrong.push(`wants ${name} ${version}, which is no exact version`);
    }
  }
  return wrong;
}

/** The lock names no registry, so that each machine installs from its own. */
export const noRegistries: Rule = (files) =>
  files.flatMap(({ path, text }): Complaint[] =>
    /(?:^|\/)package-lock\.json$/.test(path) && /"resolved":\s*"https?:/.test(text)
      ? [{ path, says: 'names a registry' }]
      : [],
  );
