import { MANIFESTS } from '@sagashop/chassis/service/manifests';
import { type Arrow, arrowsOf } from '@sagashop/chassis/service/topology';

/** A thin line: who asks knows the other's contract. A thick one: the other knows the contract of who asks or tells. */
const LINES = { call: '-->', command: '-->', event: '==>', capability: '==>' } as const;

/** Who talks to whom, as a drawing of Mermaid. */
export function drawing(): string[] {
  return [
    '```mermaid',
    'flowchart TD',
    '  browser([curl, browser]) -.->|HTTP| gateway',
    '  gateway -.->|every other path: pages| web',
    '  web -.->|asks /api as the visitor| gateway',
    '  gateway -.->|mounts the routes of| all([every service])',
    '  operator([the operator])',
    ...MANIFESTS.flatMap(({ name, operatorCalls }) =>
      operatorCalls ? [`  operator -.->|${operatorCalls.join(', ')}| ${name}`] : [],
    ),
    ...MANIFESTS.flatMap(({ name }) => linesFrom(name)),
    '```',
  ];
}

/** What one sends, a line for each that it is sent to, or for several that are sent the same. */
function linesFrom(name: string): string[] {
  const targets = new Map<string, string[]>();
  for (const line of ['-->', '==>']) {
    const own = arrowsOf(MANIFESTS).filter((arrow) => arrow.from === name && LINES[arrow.kind] === line);
    for (const [to, arrows] of Map.groupBy(own, (arrow) => arrow.to)) {
      const label = `${line}|${[...new Set(arrows.map(said))].join(', ')}|`;
      targets.set(label, [...(targets.get(label) ?? []), to]);
    }
  }
  return [...targets].map(([label, to]) => `  ${name} ${label} ${to.join(' & ')}`);
}

/** An arrow in a word: a command without the service, which is the one that it points at. */
function said({ kind, name, to, capability }: Arrow): string {
  if (kind === 'capability') return capability!;
  return kind === 'command' ? name.slice(to.length + 1) : name;
}
