import { posix } from 'node:path';
import { eachCode, isTest, type Rule, type Source } from './source.ts';

/**
 * Which services each service may know, by the drawing in ARCHITECTURE.md: along a solid arrow, and against a thick one,
 * whose contract is with the one where it begins.
 */
function drawnEdges(files: readonly Source[]): Set<string> {
  const text = files.find((file) => file.path === 'ARCHITECTURE.md')?.text ?? '';
  const drawing = /```mermaid\n(.*?)```/s.exec(text)?.[1] ?? '';
  const arrows = [...drawing.matchAll(/^\s*(\w+) (-->|==>)(?:\|[^|]*\|)? (\w+(?: & \w+)*)\s*$/gm)];
  return new Set(
    arrows.flatMap(([, from, line, to]) =>
      to!.split(' & ').map((target) => (line === '-->' ? `${from} ${target}` : `${target} ${from}`)),
    ),
  );
}

/** What services tell by a call that a package declares, since each tells the same: the module, and who asks them. */
const TOLD_BY_PACKAGE: Record<string, readonly string[]> = {
  '@sagashop/audit-log/audit-log-call': ['audit'],
  '@sagashop/figures/with-figures': ['gateway'],
  '@sagashop/lab/with-lab': ['gateway', 'order'],
};

const PACKAGES: Record<string, readonly string[]> = {
  kernel: [],
  saga: [],
  chassis: ['kernel', 'saga'],
  vocabulary: ['kernel', 'chassis'],
  csv: ['chassis'],
  pictures: ['chassis'],
  pdf: [],
  figures: ['kernel', 'chassis'],
  load: ['chassis'],
  lab: ['kernel', 'saga', 'chassis', 'figures'],
  'link-tokens': [],
  outbox: ['chassis', 'vocabulary'],
  'audit-log': ['kernel', 'chassis', 'vocabulary'],
  lessons: ['shop-world'],
  // Above the services: the sagas that it simulates are order's own.
  'shop-world': ['saga', 'order'],
};

/** All that a package knows of a service: the sagas to be simulated. */
const SIMULATED = '@sagashop/order/simulated';

/** Packages know packages only, and these only downwards; the simulated world alone knows a service's sagas. */
export const packageFloors: Rule = (files) =>
  eachCode(files, (file, { imports }) => {
    const own = /^packages\/([\w-]+)\/src\//.exec(file.path)?.[1];
    if (!own || isTest(file.path)) return undefined;
    return imports.flatMap(({ from }) => {
      const target = /^@sagashop\/([^/]+)/.exec(from)?.[1];
      const known = target && PACKAGES[own]?.includes(target) && (target in PACKAGES || from === SIMULATED);
      if (target) return known ? [] : [`must not know @sagashop/${target}`];
      const stranger = own === 'kernel' && !/^(?:\.|node:)/.test(from);
      return stranger ? [`the kernel depends on nothing, not on ${from}`] : [];
    });
  });

/** A service knows packages, and other services by their contracts along the arrows of ARCHITECTURE.md. */
export const serviceFloors: Rule = (files) => {
  const drawn = drawnEdges(files);
  return eachCode(files, (file, { imports }) => {
    const own = /^services\/(\w+)\//.exec(file.path)?.[1];
    if (!own) return undefined;
    return imports.flatMap(({ from }) => {
      const [, target, part] = /^@sagashop\/([^/]+)\/(.+)$/.exec(from) ?? [];
      if (target === 'shop-world')
        return isTest(file.path) ? [] : [`must not know what simulates it: ${from}`];
      if (!target || target in PACKAGES) return [];
      if (target === own && isTest(file.path)) return [];
      if (part !== 'contract') return [`knows ${target} by more than its contract: ${from}`];
      return drawn.has(`${own} ${target}`) ? [] : [`ARCHITECTURE.md draws no arrow ${own} → ${target}`];
    });
  });
};

/** Every solid and thick arrow between services is there in the code, so that the drawing is not richer than the shop. */
export const drawnArrows: Rule = (files) => {
  const used = new Set<string>();
  eachCode(files, (file, { imports }) => {
    const own = /^services\/(\w+)\/src\//.exec(file.path)?.[1];
    for (const { from } of own ? imports : []) {
      const contract = /^@sagashop\/(\w+)\/contract$/.exec(from)?.[1];
      for (const target of TOLD_BY_PACKAGE[from] ?? [contract]) used.add(`${own} ${target}`);
    }
    return undefined;
  });
  return [...drawnEdges(files)]
    .filter((edge) => !used.has(edge))
    .map((edge) => ({
      path: 'ARCHITECTURE.md',
      says: `draws ${edge.replace(' ', ' → ')}, which no code needs`,
    }));
};

/** Relative imports stay at home, and what is made for tests stays in tests. */
export const borders: Rule = (files) =>
  eachCode(files, (file, { imports }) => {
    const home = /^(?:services|packages)\/[^/]+\//.exec(file.path)?.[0];
    return imports.flatMap(({ from }) => {
      const target = posix.join(posix.dirname(file.path), from);
      if (home && from.startsWith('.') && !target.startsWith(home))
        return [`reaches out of ${home}: ${from}`];
      const forTests =
        /^@sagashop\/\w+\/testing$/.test(from) || /\/(?:test|testing)(?:\/|\.ts$)/.test(target);
      return forTests && !isTest(file.path) ? [`uses what is made for tests: ${from}`] : [];
    });
  });
