import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { KEY_OWNERS } from '../../bin/lib/service-keys.js';
import { readServiceKeys } from '../../packages/chassis/src/service/service-keys.ts';
import { tokenMaker, tokenReader } from '../../packages/chassis/src/service/tokens.ts';
import { CHART, type Container, helm, podOf, type Rendered, render, VALUES, withValues } from './rendered.ts';
import { run } from './tools/run.ts';

/** Where kubernetes-models keeps the type of a kind; what stands here by a name of its own is not among them. */
const GROUPS: Record<string, string> = { 'monitoring.coreos.com': '@kubernetes-models/prometheus-operator/' };
const UNTYPED = new Set(['Cluster']);

interface Peer {
  podSelector?: { matchLabels: Record<string, string> };
  namespaceSelector?: object;
  ipBlock?: object;
}
interface Policy {
  podSelector: { matchLabels: Record<string, string> };
  ingress?: { from?: Peer[] }[];
  egress?: { to?: Peer[] }[];
}

const COMPONENT = 'app.kubernetes.io/component';

describe('The chart', () => {
  for (const values of VALUES) {
    test(`is right with ${values}`, async () => {
      await helm('lint', CHART, '--strict', ...withValues(values));
      const objects = await render(values);
      await assertTyped(objects, values);
      assertUnique(objects);
      for (const object of objects) assertHardened(object);
      for (const object of objects.filter(({ kind }) => kind === 'Deployment')) assertServed(object, objects);
    });
  }

  test('would be told of a field that Kubernetes does not know, and of one of another type', async () => {
    const objects = await render('values.yaml');
    const deployment = objects.find(({ kind }) => kind === 'Deployment')!;
    const planted = (name: string, value: unknown) => ({
      ...deployment,
      spec: { ...deployment.spec, [name]: value },
    });
    await assert.rejects(assertTyped([planted('replcas', 1)], 'planted'), /replcas/);
    await assert.rejects(assertTyped([planted('replicas', 'two')], 'planted'), /replicas|string/);
  });

  test('lets each service reach those that it calls and its database, and nothing else', async () => {
    const { services } = parse(await run('cat', [join(CHART, 'values.yaml')])) as {
      services: Record<string, { calls?: string[]; database?: boolean }>;
    };
    const policies = (await render('values.yaml')).filter(({ kind }) => kind === 'NetworkPolicy');
    for (const [name, { calls = [], database }] of Object.entries(services)) {
      const policy = policies.find(({ metadata }) => metadata.name === `shop-sagashop-${name}`);
      const { egress = [], ingress = [] } = policy!.spec as unknown as Policy;
      const expected = [...calls, ...(database ? ['postgres'] : [])].sort();
      assert.deepEqual(namesOf(egress.flatMap(({ to = [] }) => to)), expected, name);
      const callers = Object.entries(services).flatMap(([other, own]) =>
        own.calls?.includes(name) ? [other] : [],
      );
      const allowed = namesOf(ingress.flatMap(({ from = [] }) => from)).filter((from) => from !== 'init');
      assert.deepEqual(allowed, callers.sort(), name);
    }
    const deny = policies.find(({ metadata }) => metadata.name === 'shop-sagashop-deny');
    assert.deepEqual(deny?.spec?.['policyTypes'], ['Ingress', 'Egress']);
  });

  test('lets each service send its traces where they are to go, and says so to none when that is not said', async () => {
    const told = (objects: Rendered[], kind: string) => objects.filter((object) => object.kind === kind);
    const addressOf = (deployment: Rendered) =>
      variable(podOf(deployment)!.containers[0]!, 'OTEL_EXPORTER_OTLP_ENDPOINT')?.value;
    for (const deployment of told(await render('values.yaml'), 'Deployment'))
      assert.equal(addressOf(deployment), undefined);
    const objects = await render(
      'values.yaml',
      'tracing.endpoint=http://collector:4318',
      'tracing.port=4318',
    );
    for (const deployment of told(objects, 'Deployment')) {
      assert.equal(addressOf(deployment), 'http://collector:4318');
      const policy = told(objects, 'NetworkPolicy').find(
        ({ metadata }) => metadata.name === deployment.metadata.name,
      );
      const peers = (policy!.spec as unknown as Policy).egress!.flatMap(({ to = [] }) => to);
      assert.ok(
        peers.some(({ namespaceSelector }) => JSON.stringify(namespaceSelector)?.includes('monitoring')),
      );
    }
  });

  test('counts requests unless it is told not to', async () => {
    for (const [more, expected] of [
      [[], 'on'],
      [['shop.rateLimits=false'], 'off'],
    ] as const)
      for (const name of ['gateway', 'order']) {
        const [container] = containersOf(await render('values.yaml', ...more), name);
        assert.equal(variable(container!, 'SAGASHOP_RATE_LIMITS')?.value, expected, name);
      }
  });

  test('takes what browsers keep out of them when it is told to', async () => {
    for (const [more, expected] of [
      [[], undefined],
      [['shop.serviceWorker=false'], 'off'],
    ] as const) {
      const [web] = containersOf(await render('values.yaml', ...more), 'web');
      assert.equal(variable(web!, 'SAGASHOP_SERVICE_WORKER')?.value, expected);
    }
  });

  test('opens the laboratory only when it is told to', async () => {
    for (const [more, expected] of [
      [[], undefined],
      [['shop.lab=true'], '1'],
    ] as const) {
      const objects = await render('values.yaml', ...more);
      for (const name of ['gateway', 'order', 'payment', 'web'])
        assert.equal(variable(containersOf(objects, name)[0]!, 'SAGASHOP_LAB')?.value, expected, name);
    }
  });

  test('makes another service out of three lines of values', async () => {
    const more = ['services.gift.calls={gateway}', 'services.gift.public=true'];
    const [gift] = containersOf(await render('values.yaml', ...more), 'gift');
    assert.deepEqual(gift!.args, ['serve', 'gift']);
    assert.ok(variable(gift!, 'GATEWAY_URL'));
  });

  test('gives keys to those that sign with them, and none to the pages', async () => {
    const objects = await render('values.yaml');
    const [web] = containersOf(objects, 'web');
    assert.equal(variable(web!, 'GATEWAY_URL')?.value, 'http://shop-sagashop-gateway:3000');
    assert.deepEqual(
      web!.env!.filter(({ valueFrom }) => valueFrom),
      [],
    );
    const [gateway] = containersOf(objects, 'gateway');
    for (const deployment of objects.filter(({ kind }) => kind === 'Deployment')) {
      const [container] = podOf(deployment)!.containers;
      const { name, env = [] } = container!;
      const keys = env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef.key ?? []);
      const own = keys.filter((key) => !['service-keys', 'internal-keys'].includes(key));
      const known = [`${name}-service-key`, `${name}-password`];
      assert.deepEqual(
        own.filter((key) => !known.includes(key)),
        [],
        `${name} is given others' secrets`,
      );
      assert.equal(own.includes(known[0]!), name !== 'web', name);
    }
    assert.equal(variable(gateway!, 'WEB_URL')?.value, 'http://shop-sagashop-web:3000');
    assert.ok(!objects.some(({ metadata }) => metadata.name.endsWith('-migrate-web')));
    const init = objects.find(({ metadata }) => metadata.name === 'shop-sagashop-init' && metadata)!;
    assert.ok(!variable(podOf(init)?.containers[0] ?? { name: '', image: '' }, 'WEB_URL'));
  });

  test('tells Filebeat how to read the pods of services and Jobs, when it is told to', async () => {
    const hints = (objects: Rendered[]) =>
      objects.filter(({ kind }) => kind === 'Deployment' || kind === 'Job').map(hintsOf);
    for (const given of hints(await render('values.yaml'))) assert.deepEqual(given, {});
    for (const given of hints(await render('ci/production-values.yaml')))
      assert.deepEqual(given, {
        enabled: 'true',
        overwrite_keys: 'true',
        expand_keys: 'true',
        ignore_decoding_error: 'true',
      });
  });

  test('makes keys that the services accept', async () => {
    const secret = (await render('values.yaml')).find(({ kind }) => kind === 'Secret') as unknown as {
      data: Record<string, string>;
      metadata: { annotations: Record<string, string> };
    };
    const text = (name: string) => Buffer.from(secret.data[name]!, 'base64').toString();
    const keysOf = (name: string) =>
      readServiceKeys({
        SAGASHOP_SERVICE_KEY: text(`${name}-service-key`),
        SAGASHOP_SERVICE_KEYS: text('service-keys'),
      });
    for (const owner of KEY_OWNERS) {
      const token = tokenMaker(keysOf(owner), owner)('service', 'payment');
      assert.ok(!('wrong' in tokenReader(keysOf('payment'))(token, ['payment'])), owner);
    }
    assert.equal(secret.data['internal-keys'], undefined);
    assert.equal(secret.metadata.annotations['helm.sh/resource-policy'], 'keep');
  });
});

const namesOf = (peers: Peer[]) =>
  [...new Set(peers.flatMap(({ podSelector }) => podSelector?.matchLabels[COMPONENT] ?? []))].sort();

const containersOf = (objects: Rendered[], component: string) =>
  objects
    .filter(({ kind, metadata }) => kind === 'Deployment' && metadata.name === `shop-sagashop-${component}`)
    .flatMap((object) => podOf(object)!.containers);

/** What a pod's annotations say to Filebeat, by their last words. */
function hintsOf({ spec }: Rendered): Record<string, string> {
  const { metadata } = spec!['template'] as { metadata: { annotations?: Record<string, string> } };
  const hints = Object.entries(metadata.annotations ?? {}).filter(([name]) =>
    name.startsWith('co.elastic.logs/'),
  );
  return Object.fromEntries(hints.map(([name, value]) => [name.split(/[/.]/).at(-1)!, value]));
}

const variable = (container: Container, name: string) => container.env?.find((one) => one.name === name);

function assertUnique(objects: Rendered[]): void {
  const names = objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  assert.deepEqual([...new Set(names)], names);
}

/** The compiler knows every field of every object: a literal with one too many, or a wrong one, is an error. */
async function assertTyped(objects: Rendered[], values: string): Promise<void> {
  const models = resolve(process.env['SAGASHOP_TEST_MODELS']!);
  const file = join(models, `${values.replaceAll(/\W/g, '-')}.ts`);
  const lines = objects
    .filter(({ kind }) => !UNTYPED.has(kind))
    .map((object, at) => {
      const [version, group = ''] = object.apiVersion.split('/').reverse();
      const home = GROUPS[group] ?? 'kubernetes-models/';
      const folder = group.endsWith('.coreos.com') || group.includes('k8s.io') ? group : group.split('.')[0];
      const path = `${home}${folder ? `${folder}/` : ''}${version}/${object.kind}`;
      return `export const o${at}: import('${path}').I${object.kind} = ${JSON.stringify(object)};`;
    });
  await mkdir(models, { recursive: true });
  await writeFile(file, lines.join('\n'));
  const tsc = resolve('node_modules', '.bin', 'tsc');
  const flags = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'preserve', '--target', 'es2022'];
  await run(tsc, [...flags, '--ignoreConfig', file], { cwd: models });
  await rm(file);
}

function assertHardened(object: Rendered): void {
  const pod = podOf(object);
  if (!pod) return;
  const name = `${object.kind} ${object.metadata.name}`;
  assert.equal(pod.automountServiceAccountToken, false, name);
  assert.equal(pod.securityContext?.runAsNonRoot, true, name);
  assert.equal(pod.securityContext?.seccompProfile?.type, 'RuntimeDefault', name);
  for (const { image, resources, securityContext } of pod.containers) {
    assert.match(image, /(?::(?!latest$)[\w.-]+|@sha256:[0-9a-f]{64})$/, name);
    assert.ok(resources?.requests?.['cpu'] && resources.requests['memory'], `${name} asks for nothing`);
    assert.ok(resources.limits?.['memory'], `${name} has no limit`);
    assert.equal(securityContext?.allowPrivilegeEscalation, false, name);
    assert.equal(securityContext?.readOnlyRootFilesystem, true, name);
    assert.deepEqual(securityContext?.capabilities?.drop, ['ALL'], name);
  }
}

function assertServed(deployment: Rendered, objects: Rendered[]): void {
  const { name } = deployment.metadata;
  const [container] = podOf(deployment)!.containers;
  for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'] as const)
    assert.ok(container![probe], `${name} has no ${probe}`);
  const { strategy, template } = deployment.spec as unknown as {
    strategy: { rollingUpdate: { maxUnavailable: number } };
    template: { metadata: { labels: Record<string, string> } };
  };
  assert.equal(strategy.rollingUpdate.maxUnavailable, 0);
  for (const kind of ['Service', 'PodDisruptionBudget']) {
    const object = objects.find((one) => one.kind === kind && one.metadata.name === name);
    const selector = object?.spec?.['selector'] as Record<string, unknown> | undefined;
    const labels = (selector?.['matchLabels'] ?? selector) as Record<string, string>;
    assert.ok(labels, `${name} has no ${kind}`);
    for (const [label, value] of Object.entries(labels)) assert.equal(template.metadata.labels[label], value);
  }
  for (const { name: key, value } of container!.env!.filter((one) => /^[A-Z]+_URL$/.test(one.name))) {
    if (key === 'SAGASHOP_PUBLIC_URL' || value === undefined) continue;
    const host = /^http:\/\/([\w-]+):3000$/.exec(value)?.[1];
    assert.ok(
      objects.some((one) => one.kind === 'Service' && one.metadata.name === host),
      `${name} is told ${key}=${value}`,
    );
  }
}
