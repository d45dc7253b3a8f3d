import assert from 'node:assert/strict';
import { globSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readConfig } from '@sagashop/chassis/config/config';
import { ShopConfig } from '@sagashop/vocabulary/shop-config';
import { parse } from 'yaml';
import { DISCREET } from '../../cli/src/postgres/start.ts';
import { DATABASES, PROCESSES, SERVICES } from '../../cli/src/services.ts';
import { CHART_FILES, chartFiles } from '../../deploy/helm/files.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

interface Values {
  services: Record<string, { database?: boolean; calls?: string[]; public?: boolean; keys?: boolean }>;
}
const { services } = parse(read('deploy', 'helm', 'sagashop', 'values.yaml')) as Values;

/** Who speaks to whom in ARCHITECTURE's drawing. */
function drawnCalls(): Map<string, Set<string>> {
  const [, drawing = ''] = /```mermaid\n(.*?)```/s.exec(read('ARCHITECTURE.md')) ?? [];
  const calls = new Map(PROCESSES.map((name) => [name, new Set<string>()]));
  for (const [, from, to] of drawing.matchAll(/^ *(\w+) (?:-->|-\.->|==>)\|[^|]*\| (.+)$/gm)) {
    const targets = to!.startsWith('all') ? SERVICES : to!.split(/ *& */);
    if (!calls.has(from!)) continue;
    for (const target of targets) calls.get(from!)!.add(target.trim());
  }
  return calls;
}

test('the chart has all services, with a database where they have one, and the calls that are drawn', () => {
  assert.deepEqual(Object.keys(services).sort(), PROCESSES.toSorted());
  const calls = drawnCalls();
  for (const [name, service] of Object.entries(services)) {
    assert.equal(service.database === true, DATABASES.includes(name), name);
    assert.equal(service.public === true, name === 'gateway', name);
    assert.equal(service.keys === false, name === 'web', name);
    assert.deepEqual((service.calls ?? []).toSorted(), [...calls.get(name)!].sort(), name);
  }
});

test('the chart carries copies of what lies elsewhere, as that is now (npm run chart)', () => {
  const carried = globSync('**/*', { cwd: CHART_FILES }).filter(
    (path) => !lstatSync(join(CHART_FILES, path)).isDirectory(),
  );
  assert.deepEqual(carried.sort(), [...chartFiles.keys()].sort());
  for (const [path, text] of chartFiles) {
    assert.ok(lstatSync(join(CHART_FILES, path)).isFile(), `${path} is a link`);
    assert.ok(readFileSync(join(CHART_FILES, path), 'utf8') === text, path);
  }
});

test('each time zone that the chart takes is one that the shop takes', () => {
  for (const zone of chartFiles.get('timezones.txt')!.trim().split('\n'))
    assert.equal(readConfig(ShopConfig, { SAGASHOP_TZ: zone }).SAGASHOP_TZ, zone);
});

interface Part {
  command?: string[];
  environment?: Record<string, string>;
  secrets?: string[];
  depends_on?: object;
}
const compose = parse(read('deploy', 'compose.yaml'), { merge: true }) as { services: Record<string, Part> };

/** What a part is given as files: no secret stands in a variable, and each file that a variable names is mounted. */
function secretsOf(name: string): string[] {
  const { environment = {}, secrets = [] } = compose.services[name] ?? {};
  const named = Object.values(environment).flatMap(
    (value) => /^\/run\/secrets\/(.+)$/.exec(value)?.[1] ?? [],
  );
  assert.deepEqual(named.sort(), secrets.toSorted(), name);
  return named;
}

const urls = (...names: string[]) => names.map((name) => `${name}-database-url`);

test('Compose has all services, each with its own database and its own key only', () => {
  for (const name of PROCESSES) {
    assert.deepEqual(compose.services[name]?.command, ['serve', name]);
    const own = DATABASES.includes(name) ? urls(name) : [];
    const keys = ['service-keys', 'internal-keys', `${name}-service-key`];
    assert.deepEqual(secretsOf(name), name === 'web' ? [] : [...keys, ...own].sort(), name);
    if (name !== 'gateway') assert.ok(name in (compose.services['gateway']!.depends_on ?? {}), name);
  }
});

test('Compose gives a command what it needs, and PostgreSQL its own password', () => {
  assert.deepEqual(secretsOf('postgres'), ['postgres-password']);
  assert.deepEqual(secretsOf('databases'), urls('postgres', ...DATABASES).sort());
  for (const command of ['migrate', 'backup'])
    assert.deepEqual(secretsOf(command), urls(...DATABASES).sort(), command);
  const init = ['service-keys', 'internal-keys', 'operator-service-key', 'admin-password'];
  assert.deepEqual(secretsOf('init'), init.sort());
  const others = Object.keys(compose.services).filter(
    (name) => !/^(?:postgres|databases|migrate|backup|init)$/.test(name) && !PROCESSES.includes(name),
  );
  for (const name of others)
    assert.deepEqual(secretsOf(name), name === 'grafana' ? ['grafana-password'] : []);
});

test('no PostgreSQL of ours logs what customers wrote', () => {
  const { services } = parse(read('deploy', 'compose.yaml'), { merge: true }) as {
    services: { postgres: { command: string[] } };
  };
  const chart = read('deploy', 'helm', 'sagashop', 'templates', '_names.tpl');
  const [, listed = ''] = /define "sagashop.discreet" -\}\}\n(.*?)\{\{- end/s.exec(chart) ?? [];
  const settings = Object.fromEntries(
    Object.entries(DISCREET).map(([name, value]) => [name, String(value)] as const),
  );
  assert.deepEqual(parse(listed), settings);
  const command = services.postgres.command.filter((part) => part.startsWith('-clog_'));
  assert.deepEqual(
    command,
    Object.entries(settings).map(([name, value]) => `-c${name}=${value}`),
  );
});

test('a backup that hangs ends, so that the next one can begin', () => {
  const { backup } = parse(read('deploy', 'helm', 'sagashop', 'values.yaml')) as {
    backup: { deadline: number };
  };
  assert.equal(backup.deadline, 6 * 60 * 60);
  const template = read('deploy', 'helm', 'sagashop', 'templates', 'backup.yaml');
  assert.match(
    template,
    /jobTemplate:\n {4}spec:\n(?: {6}.+\n)*? {6}activeDeadlineSeconds: \{\{ .Values.backup.deadline \}\}/,
  );
});

test('Prometheus beside Compose reads every process', () => {
  const { scrape_configs: jobs } = parse(read('deploy', 'prometheus', 'prometheus.yml')) as {
    scrape_configs: { dns_sd_configs: { names: string[] }[] }[];
  };
  const names = jobs.flatMap((job) => job.dns_sd_configs.flatMap((found) => found.names));
  assert.deepEqual(names.sort(), PROCESSES.toSorted());
});
