import { existsSync, readdirSync } from 'node:fs';
import type { ServiceManifest } from './manifest.ts';

const SERVICES = new URL('../../../../services/', import.meta.url);

const found = readdirSync(SERVICES)
  .map((name) => new URL(`${name}/src/manifest.ts`, SERVICES))
  .filter((file) => existsSync(file))
  .map(async (file) => ((await import(file.href)) as { manifest: ServiceManifest }).manifest);

/** The manifests of all services that lie in `services/`. There is no other list of them. */
export const MANIFESTS: readonly ServiceManifest[] = (await Promise.all(found)).sort(
  (a, b) => a.position - b.position,
);
