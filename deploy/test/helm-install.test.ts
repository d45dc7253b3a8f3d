import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DATABASES } from '../../cli/src/services.ts';
import { CHART, podOf, type Rendered, render } from './rendered.ts';

const HOOK = 'helm.sh/hook';
const DELETED = 'helm.sh/hook-delete-policy';
const ALL = ['backup.enabled=true', 'monitoring.serviceMonitor.enabled=true'];

const hooksOf = ({ metadata }: Rendered) => metadata.annotations?.[HOOK]?.split(',') ?? [];
const named = (objects: Rendered[], kind: string, name: string) =>
  objects.find((object) => object.kind === kind && object.metadata.name === `shop-sagashop-${name}`);

test('an installation waits for nothing that binds later: the claim for backups is made beside the release', async () => {
  for (const mode of ['simple', 'cloudnative-pg']) {
    const objects = await render('values.yaml', ...ALL, `databases.mode=${mode}`);
    for (const claim of objects.filter(({ kind }) => kind === 'PersistentVolumeClaim')) {
      assert.deepEqual(hooksOf(claim), ['post-install', 'post-upgrade']);
      // What is there is never deleted, not even before it would be made again.
      assert.equal(claim.metadata.annotations?.[DELETED], 'hook-failed');
      assert.equal(claim.metadata.annotations?.['helm.sh/resource-policy'], 'keep');
    }
    assert.ok(named(objects, 'PersistentVolumeClaim', 'backup'));
  }
  const own = await render('values.yaml', ...ALL, 'backup.existingClaim=mine');
  assert.ok(!own.some(({ kind }) => kind === 'PersistentVolumeClaim'));
});

test('the administrator is made after an upgrade too, whatever became of the installation', async () => {
  const init = named(await render('values.yaml'), 'Job', 'init')!;
  assert.deepEqual(hooksOf(init), ['post-install', 'post-upgrade']);
});

test('one Job makes all tables, and waits for no database where no shop runs yet', async () => {
  for (const more of [
    [],
    ['databases.mode=cloudnative-pg'],
    ['databases.mode=urls', 'databases.urls.secretName=s'],
  ]) {
    const objects = await render('values.yaml', ...more);
    const jobs = objects.filter(
      (object) =>
        object.kind === 'Job' && hooksOf(object).length > 0 && object.metadata.name !== 'shop-sagashop-init',
    );
    assert.deepEqual(
      jobs.map(({ metadata }) => metadata.name),
      ['shop-sagashop-migrate'],
    );
    // An upgrade after a failed installation is seen like this: nothing answers. Before it, only a running shop is migrated.
    assert.deepEqual(hooksOf(jobs[0]!), ['post-install', 'post-upgrade']);
    const [container] = podOf(jobs[0]!)!.containers;
    const names = DATABASES.toSorted();
    assert.deepEqual(container!.args, ['migrate', ...names]);
    const urls = container!.env!.filter(({ name }) => name.endsWith('_DATABASE_URL')).map(({ name }) => name);
    assert.deepEqual(
      urls,
      names.map((name) => `${name.toUpperCase()}_DATABASE_URL`),
    );
    // The policies of an older release know nothing of it: it brings its own, before it and as long as it.
    const policies = objects.filter(
      ({ kind, metadata }) => kind === 'NetworkPolicy' && /-migrate/.test(metadata.name),
    );
    assert.ok(policies.length >= 1);
    for (const policy of policies) {
      assert.deepEqual(hooksOf(policy), hooksOf(jobs[0]!));
      assert.ok(Number(policy.metadata.annotations!['helm.sh/hook-weight']) < 0);
    }
  }
});

test('a Job of the release makes the databases of a trial PostgreSQL, which is ready with them', async () => {
  const isMaker = ({ kind, metadata }: Rendered) => kind === 'Job' && /-databases-/.test(metadata.name);
  const objects = await render('values.yaml');
  const maker = objects.find(isMaker)!;
  // A hook would come after services that wait for it; and Helm waits for them before it.
  assert.deepEqual(hooksOf(maker), []);
  const [container] = podOf(maker)!.containers;
  const names = DATABASES.toSorted();
  assert.deepEqual(container!.args, ['databases', ...names]);
  const given = container!.env!.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef.key ?? []);
  assert.deepEqual(
    given,
    ['postgres', ...names].map((name) => `${name}-password`),
  );
  // PostgreSQL is ready when they are there, and so has to be reached before that.
  const postgres = objects.find(({ kind }) => kind === 'StatefulSet')!;
  assert.match(
    JSON.stringify(podOf(postgres)!.containers[0]!.readinessProbe),
    /'catalog'.*'user'.*grep -qx 7/,
  );
  const unready = named(objects, 'Service', 'postgres-unready')!;
  assert.equal(unready.spec!['publishNotReadyAddresses'], true);
  for (const { name, value } of container!.env!.filter((one) => one.name.endsWith('_DATABASE_URL')))
    assert.match(value!, /@shop-sagashop-postgres-unready:5432\/[a-z]+$/, name);
  // What a Job's pod is cannot be changed: another image is another Job.
  const other = (await render('values.yaml', 'image.tag=9.9.9')).find(isMaker)!;
  assert.notEqual(other.metadata.name, maker.metadata.name);
  assert.equal((await render('values.yaml')).find(isMaker)!.metadata.name, maker.metadata.name);
  for (const mode of ['databases.mode=cloudnative-pg', 'databases.mode=urls']) {
    const without = await render('values.yaml', mode, 'databases.urls.secretName=s');
    assert.ok(!without.some(({ metadata }) => /-databases-|unready/.test(metadata.name)), mode);
  }
});

test('nobody but that Job is given the password of PostgreSQL, and PostgreSQL no other', async () => {
  const objects = await render('values.yaml', ...ALL);
  for (const object of objects.filter(podOf)) {
    const { name } = object.metadata;
    const text = JSON.stringify(object);
    if (object.kind !== 'StatefulSet' && !/-databases-/.test(name))
      assert.doesNotMatch(text, /postgres-password/, name);
  }
  const postgres = objects.find(({ kind }) => kind === 'StatefulSet')!;
  const keys = [...JSON.stringify(postgres).matchAll(/"key":"([\w-]+)"/g)].map(([, key]) => key);
  assert.deepEqual(keys, ['postgres-password']);
  const volumes = (postgres.spec!['template'] as { spec: { volumes: object[] } }).spec.volumes;
  assert.doesNotMatch(JSON.stringify(volumes), /secret|configMap|projected/);
});

test('that Job reaches PostgreSQL and names, and PostgreSQL lets it in', async () => {
  const policies = (await render('values.yaml')).filter(({ kind }) => kind === 'NetworkPolicy');
  const component = 'app.kubernetes.io/component';
  const own = named(policies, 'NetworkPolicy', 'databases')!.spec as {
    podSelector: { matchLabels: Record<string, string> };
    egress: unknown[];
  };
  assert.equal(own.podSelector.matchLabels[component], 'databases');
  assert.equal(own.egress.length, 2);
  assert.match(JSON.stringify(own.egress[1]), /"app.kubernetes.io\/component":"postgres".*5432/);
  const postgres = named(policies, 'NetworkPolicy', 'postgres')!;
  assert.match(JSON.stringify(postgres.spec!['ingress']), /"app.kubernetes.io\/component":"databases"/);
});

test('the template migrates a running shop before the new code comes', () => {
  const text = readFileSync(join(CHART, 'templates', 'jobs.yaml'), 'utf8');
  assert.match(text, /lookup "apps\/v1" "Deployment".*\n.*availableReplicas/);
  assert.match(text, /ternary "pre-upgrade" "post-install,post-upgrade" \(not \(empty \$running\)\)/);
});

const SUFFIX: Record<string, number> = { '': 1, m: 0.001, Mi: 1, Gi: 1024 };

function amount(text: unknown): number {
  const [, number, unit = ''] = /^([\d.]+)(\w*)$/.exec(String(text ?? 0))!;
  assert.ok(unit in SUFFIX, String(text));
  return Number(number) * SUFFIX[unit]!;
}

const replicasOf = ({ kind, spec }: Rendered) => (kind === 'Deployment' ? Number(spec?.['replicas']) : 1);

/** What pods ask for, in CPUs and MiB; `more` is how many of each Deployment there are besides its replicas. */
function asked(objects: Rendered[], more: number): { cpu: number; memory: number } {
  const total = { cpu: 0, memory: 0 };
  for (const object of objects) {
    const count = replicasOf(object) + (object.kind === 'Deployment' ? more : 0);
    for (const { resources } of podOf(object)?.containers ?? []) {
      total.cpu += count * amount(resources?.requests?.['cpu']);
      total.memory += count * amount(resources?.requests?.['memory']);
    }
  }
  return total;
}

const said = (file: string) => readFileSync(join(CHART, file), 'utf8').replaceAll(/\n# /g, ' ');

test('everything fits a node of 2 CPUs and 4 GB by default, and values.yaml says the sum', async () => {
  const objects = await render('values.yaml', ...ALL);
  // Jobs that are hooks run one after the other, so the largest of them counts; and helm test after them.
  const jobs = objects.filter(
    ({ kind, metadata }) => kind !== 'PersistentVolumeClaim' && metadata.annotations?.[HOOK],
  );
  const largest = jobs.map((job) => asked([job], 0)).sort((a, b) => b.cpu - a.cpu || b.memory - a.memory)[0]!;
  const rest = asked(
    objects.filter((object) => !jobs.includes(object)),
    1,
  );
  const [cpu, memory] = [Math.round((rest.cpu + largest.cpu) * 1000), rest.memory + largest.memory];
  assert.ok(said('values.yaml').includes(`${cpu}m of CPU, ${memory}Mi of memory`), `${cpu}m, ${memory}Mi`);
  // Kubernetes' own pods on one node take up to 850m and 300Mi; the kernel and the kubelet keep some 600 MB.
  assert.ok(cpu <= 1150, `${cpu}m`);
  assert.ok(memory <= 2900, `${memory}Mi`);
});

test('values-production.yaml asks for more, and says how much', async () => {
  const objects = await render(
    'ci/production-values.yaml',
    'defaults.autoscaling.enabled=false',
    'services.order.replicas=2',
  );
  const services = asked(
    objects.filter(({ kind, metadata }) => kind === 'Deployment' && metadata.name !== 'shop-sagashop-web'),
    0,
  );
  const web = named(objects, 'Deployment', 'web')!;
  const pages = podOf(web)!.containers[0]!.resources!.requests!;
  const cpu = Math.round((services.cpu + 2 * amount(pages['cpu'])) * 1000);
  const memory = services.memory + 2 * amount(pages['memory']);
  assert.ok(
    said('values-production.yaml').includes(`${cpu}m of CPU and ${memory}Mi of memory`),
    `${cpu}m ${memory}Mi`,
  );
});

test('metrics are shown on a port of their own, which visitors do not come in by', async () => {
  const objects = await render('values.yaml', ...ALL);
  for (const deployment of objects.filter(({ kind }) => kind === 'Deployment')) {
    const [container] = podOf(deployment)!.containers as unknown as [
      { ports: { name: string; containerPort: number }[]; env: { name: string; value?: string }[] },
    ];
    const port = container.ports.find(({ name }) => name === 'metrics')!.containerPort;
    assert.notEqual(port, 3000);
    assert.equal(container.env.find(({ name }) => name === 'METRICS_PORT')?.value, String(port));
    const service = objects.find(
      ({ kind, metadata }) => kind === 'Service' && metadata.name === deployment.metadata.name,
    );
    const ports = service!.spec!['ports'] as { name: string; port: number; targetPort: string }[];
    assert.deepEqual(
      ports.find(({ name }) => name === 'metrics'),
      { name: 'metrics', port, targetPort: 'metrics' },
    );
    const policy = objects.find(
      ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === deployment.metadata.name,
    );
    const rules = policy!.spec!['ingress'] as {
      from?: { namespaceSelector?: object }[];
      ports: { port: number }[];
    }[];
    for (const rule of rules) {
      const monitors = rule.from?.some(({ namespaceSelector }) => namespaceSelector) ?? false;
      assert.deepEqual(
        rule.ports.map((each) => each.port),
        [monitors ? port : 3000],
      );
    }
  }
  const [monitor] = objects.filter(({ kind }) => kind === 'ServiceMonitor');
  assert.equal((monitor!.spec!['endpoints'] as { port: string }[])[0]!.port, 'metrics');
});

test('where names are asked for is a value: OpenShift and NodeLocal DNSCache differ', async () => {
  const objects = await render('ci/openshift-values.yaml');
  const policies = objects.filter(({ kind, spec }) => kind === 'NetworkPolicy' && spec?.['egress']);
  assert.ok(policies.length > 10);
  for (const { spec, metadata } of policies) {
    const [dns] = spec!['egress'] as [{ to: object[]; ports: { port: number; protocol: string }[] }];
    assert.deepEqual(dns.to.length, 2, metadata.name);
    assert.match(JSON.stringify(dns.to), /openshift-dns.*169\.254\.20\.10/);
    assert.deepEqual([...new Set(dns.ports.map(({ port }) => port))], [5353, 53]);
  }
});
