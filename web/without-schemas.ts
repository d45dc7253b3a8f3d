import type { Plugin } from 'vite';

/** Whose contracts a page runs as well: the sagas of the simulated world name the commands that these declare. */
const CONTRACTS = /\/(?:services|packages)\/[\w-]+\/src\//;
const STAND_IN = '\0without-schemas';

/**
 * Leaves typebox out of what browsers load. The simulated world runs the shop's own sagas, whose commands are declared with
 * the schemas of their bodies; only services check these.
 */
export const withoutSchemas = (): Plugin => ({
  name: 'without-schemas',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'client',
  resolveId: (id, importer) => (id === 'typebox' && CONTRACTS.test(importer ?? '') ? STAND_IN : undefined),
  load: (id) =>
    id === STAND_IN
      ? 'const none = () => ({}); export const Type = new Proxy({}, { get: () => none });'
      : undefined,
});
