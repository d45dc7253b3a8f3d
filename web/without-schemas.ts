import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

/** What pages run as well: the sagas of the simulated world name the commands that these declare. */
const CONTRACT = /\/services\/[\w-]+\/src\/contract\.ts$/;

/** What refuses sagas that could not be run, and what makes ids of spans: no simulated world is traced. */
const INSTEAD: Record<string, string> = {
  '/packages/saga/src/check-definition.ts': 'export const checkDefinition = () => {};',
  '/packages/saga/src/trace.ts': "export const sagaSpan = () => ''; export const stepSpan = sagaSpan;",
};

type Named = { service: string; type: string; version: number };

const isCommand = (exported: unknown): exported is Named =>
  typeof exported === 'object' && exported !== null && 'type' in exported && 'version' in exported;

/**
 * Leaves schemas out of what browsers load. The simulated world runs the shop's own sagas, whose commands are declared with
 * the schemas of their bodies, beside all that services ask each other: only services check these, and that a saga can be run
 * safely, and trace them. Browsers get the commands' names.
 */
export const withoutSchemas = (): Plugin => ({
  name: 'without-schemas',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'client',
  async load(id) {
    const instead = Object.entries(INSTEAD).find(([path]) => id.endsWith(path));
    if (instead) return instead[1];
    if (!CONTRACT.test(id)) return undefined;
    const contract: Record<string, unknown> = await import(pathToFileURL(id).href);
    return Object.entries(contract)
      .flatMap(([name, exported]) => (isCommand(exported) ? [[name, exported] as const] : []))
      .map(([name, { service, type, version }]) => {
        return `export const ${name} = ${JSON.stringify({ service, type, version })};`;
      })
      .join('\n');
  },
});
