import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Results } from './report/results.ts';

/** The measurements that docs/capacity.md reckons with. */
const MEASURED = 'results/2026-11-23-c950eb6-peers.json';
const SIZED = 'results/2026-11-23-9628edc-sizes.json';

const DAY = 86_400; // s
const USED = 0.7; // of a core; the rest is for peaks, and for what the measurement did not do
const POOL = 6;

/** The stages, each with the measurement that is nearest to it and takes no less. */
const STAGES = [
  { aMinute: 100, scenario: 'orders-1' },
  { aMinute: 10_000, scenario: 'split-16' },
  { aMinute: 1_000_000, scenario: 'split-256' },
];

/** Bytes an order, as `results/…-sizes.json` has them. */
interface Sizes {
  orders: number;
  tables: Record<string, Record<string, { table: number; indexes: number }>>;
  bodies: Record<string, { in: number; out: number }>;
  backup: Record<string, number>;
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const number = (value: number, digits = 2) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(digits)));
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

function costOf({ summaries }: Results, scenario: string) {
  const found = summaries.find((one) => one.scenario === scenario);
  if (!found?.cpu) throw new Error(`${MEASURED} has no processor time of ${scenario}.`);
  const { cpu, perSecond, wal } = found;
  return {
    node: cpu.node.median,
    postgres: cpu.postgres.median,
    wal: wal.median,
    perSecond: perSecond.median,
  };
}

/** What the stages need, an order at a time and all together. */
function needs(results: Results, sizes: Sizes): string {
  const bytes = sum(Object.values(bytesOf(sizes)));
  const bodies = sum(Object.values(sizes.bodies).flatMap((one) => [one.in, one.out]));
  const rows = STAGES.map(({ aMinute, scenario }) => {
    const { node, postgres, wal } = costOf(results, scenario);
    const rate = aMinute / 60;
    return [
      `**${aMinute.toLocaleString('en')}**`,
      number(rate),
      `${number(rate)} × ${number(node, 3)} ms ÷ ${USED} = **${number((rate * node) / 1000 / USED)}**`,
      `${number(rate)} × ${number(postgres, 3)} ms ÷ ${USED} = **${number((rate * postgres) / 1000 / USED)}**`,
      number((rate * wal) / 1e6),
      number((rate * DAY * bytes) / 1e9),
      number((rate * bodies * 8) / 1e6),
    ];
  });
  const head = [
    'orders a minute',
    'a second',
    'cores of Node',
    'cores of PostgreSQL',
    'WAL, MB/s',
    'disk, GB a day',
    'network, Mbit/s',
  ];
  return table(head, rows);
}

function measured(results: Results): string {
  const rows = STAGES.map(({ aMinute, scenario }) => {
    const { node, postgres, wal, perSecond } = costOf(results, scenario);
    return [
      aMinute.toLocaleString('en'),
      `\`${scenario}\``,
      number(perSecond),
      number(node, 3),
      number(postgres, 3),
      number(wal),
    ];
  });
  return table(
    ['for', 'measured as', 'orders a second there', 'Node, ms', 'PostgreSQL, ms', 'WAL, bytes'],
    rows,
  );
}

function bytesOf({ tables }: Sizes): Record<string, number> {
  const each = Object.entries(tables).map(([name, own]) => [
    name,
    sum(Object.values(own).flatMap((one) => [one.table, one.indexes])),
  ]);
  return Object.fromEntries(each);
}

/** Each service by itself, at the last stage: processes of one busy core, connections, disk. */
function services({ figures }: Results, sizes: Sizes): string {
  const { aMinute, scenario } = STAGES.at(-1)!;
  const rate = aMinute / 60;
  const rounds = figures.filter((one) => one.scenario === scenario).map((one) => one.cpu!.processes);
  const bytes = bytesOf(sizes);
  const rows = Object.keys(rounds[0]!)
    .filter((name) => name !== 'audit')
    .map((name) => {
      const ms = sum(rounds.map((round) => round[name]!)) / rounds.length;
      const processes = Math.ceil((rate * ms) / 1000 / USED);
      const own = bytes[name];
      const disk =
        own === undefined
          ? ['–', '–', '–']
          : [number(own), number((rate * DAY * own) / 1e9), number(sizes.backup[name] ?? 0)];
      const database = name === 'gateway' ? 0 : POOL + (name === 'order' ? 1 : 0);
      return [name, number(ms), String(processes), String(processes * database), ...disk];
    });
  const head = [
    'service',
    'Node, ms an order',
    'processes',
    'connections',
    'bytes an order',
    'GB a day',
    'in a backup, bytes an order',
  ];
  return table(head, rows);
}

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

/** The tables of docs/capacity.md, by their names, from the results that are kept. */
export function capacityTables(): Record<'measured' | 'needs' | 'services', string> {
  const [results, sizes] = [read(MEASURED) as Results, read(SIZED) as Sizes];
  return { measured: measured(results), needs: needs(results, sizes), services: services(results, sizes) };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.stdout.write(`${Object.values(capacityTables()).join('\n\n')}\n`);
