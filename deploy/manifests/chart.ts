import { MANIFESTS } from '@sagashop/chassis/service/manifests';
import { arrowsOf } from '@sagashop/chassis/service/topology';
import { parse } from 'yaml';
import { PROCESSES } from '../../cli/src/services.ts';

interface Resources {
  requests: { cpu: string; memory: string };
}
interface Values {
  services: Record<string, { replicas?: number; resources?: { requests?: Partial<Resources['requests']> } }>;
  defaults: { replicas: number; resources: Resources };
  databases: { simple: { resources: Resources } };
  backup: { resources: Resources };
  jobs: { resources: Resources };
}

/** The services as deploy/helm/sagashop/values.yaml has them; web, which is none, stands there by hand. */
export function chartServices(): string[] {
  return MANIFESTS.flatMap(({ name, open, database, youngSpace, single }) => {
    const calls = open ? calledBy(name) : PROCESSES.filter((process) => process !== name);
    return [
      `  ${name}:`,
      ...(database ? ['    database: true'] : []),
      ...(calls.length > 0 ? [`    calls: [${calls.join(', ')}]`] : []),
      ...(open ? [] : ['    public: true']),
      ...(youngSpace ? [`    nodeOptions: --max-semi-space-size=${youngSpace}`] : []),
      ...(single
        ? ['    # More than one is of no use.', '    replicas: 1', '    autoscaling: { enabled: false }']
        : []),
    ];
  });
}

/** The services that one speaks to, in the order of their manifests. */
export function calledBy(name: string): string[] {
  const called = new Set(arrowsOf(MANIFESTS).flatMap(({ from, to }) => (from === name ? [to] : [])));
  return MANIFESTS.flatMap((manifest) => (called.has(manifest.name) ? [manifest.name] : []));
}

/** What all pods ask for together while services are replaced, by the text of values.yaml. */
export function sumOfAll(values: string): string[] {
  const { defaults, databases, backup, jobs } = parse(values) as Values;
  const services = 2 * PROCESSES.length;
  const parts = [databases.simple, backup, jobs, jobs].map(({ resources }) => resources.requests);
  const cpu = services * amount(defaults.resources.requests.cpu) + sum(parts.map(({ cpu }) => amount(cpu)));
  const memory =
    services * amount(defaults.resources.requests.memory) + sum(parts.map(({ memory }) => amount(memory)));
  return [`# together: ${cpu}m of CPU, ${memory}Mi of memory.`];
}

/** What the services ask for with values-production.yaml over values.yaml, by their texts. */
export function sumOfProduction(values: string, production: string): string[] {
  const own = (parse(values) as Values).services;
  const { defaults, services } = parse(production) as Values;
  const total = (what: 'cpu' | 'memory') =>
    sum(
      PROCESSES.map((name) => {
        const replicas = own[name]?.replicas ?? defaults.replicas;
        const asked = services[name]?.resources?.requests?.[what] ?? defaults.resources.requests[what];
        return replicas * amount(asked);
      }),
    );
  return [`# Asked for by the services: ${total('cpu')}m of CPU and ${total('memory')}Mi of memory;`];
}

/** Thousandths of a CPU, or MiB. */
function amount(text: string): number {
  const [, number, unit] = /^(\d+)(m|Mi|Gi)$/.exec(text)!;
  return Number(number) * (unit === 'Gi' ? 1024 : 1);
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
