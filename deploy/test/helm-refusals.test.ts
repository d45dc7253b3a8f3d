import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { besides, CHART, render, VALUES, withValues } from './rendered.ts';

const NONE = 'databases.mode=urls';

/** What a setting is refused with, in words that say what would be right. */
const REFUSED: readonly [settings: string[], sentence: RegExp][] = [
  [
    ['image.tag=latest'],
    /image\.tag: "latest" says nothing about what runs; name a release, or image\.digest/,
  ],
  [['image.tag=a/b'], /image\.tag: "a\/b" is no tag/],
  [['image.repository=Shop:1'], /image\.repository: "Shop:1" is no repository/],
  [['image.digest=sha256:12'], /image\.digest: "sha256:12" is no digest/],
  [['image.pullSecrets={a_b}'], /image\.pullSecrets: "a_b" is no name of a Secret/],
  [['shop.currency=rub'], /shop\.currency: "rub" is no currency; write its three letters, such as EUR/],
  [
    ['shop.timezone=Mars/Base'],
    /shop\.timezone: "Mars\/Base" is no time zone; write one such as Europe\/Amsterdam/,
  ],
  [['shop.country=Britain'], /shop\.country: "Britain" is no country/],
  [['shop.publicUrl=shop.example.com'], /shop\.publicUrl: "shop.example.com" is no address/],
  [
    ['shop.publicUrl=https://shop.example.com/en'],
    /shop\.publicUrl: "https:\/\/shop.example.com\/en" is no address/,
  ],
  [
    ['shop.trustProxy=10.0.0.0/8\\,ingress'],
    /shop\.trustProxy: "ingress" is no address, no network and not "loopback"/,
  ],
  [['shop.trustProxy=10.0.0.300'], /shop\.trustProxy: "10.0.0.300" is no address/],
  [['services.Gift_shop.public=true'], /services\.Gift_shop: a service's name is 1 to 20 small letters/],
  [
    ['services.user.calls={order,payments}'],
    /services\.user\.calls: there is no service "payments"; there are: audit, /,
  ],
  [['services.web=null'], /services\.gateway\.calls: there is no service "web"/],
  [['services.user.calls={user}'], /services\.user\.calls: a service does not call itself/],
  [['services.user.env.a-b=1'], /services\.user\.env: "a-b" is no name of a variable/],
  [['services.user.env.PORT=80'], /services\.user\.env: PORT is set by the chart/],
  [
    ['services.user.autoscaling.enabled=true', 'services.user.autoscaling.minReplicas=9'],
    /services\.user\.autoscaling: minReplicas \(9\) is more than maxReplicas \(6\)/,
  ],
  [['defaults.autoscaling.minReplicas=9'], /autoscaling: minReplicas \(9\) is more than maxReplicas \(6\)/],
  [['defaults.priorityClassName=A_b'], /priorityClassName: "A_b" is no name of a PriorityClass/],
  [
    ['defaults.resources.requests.memory=lots'],
    /resources\.requests\.memory: "lots" is no quantity, such as 128Mi/,
  ],
  [['databases.simple.image=postgres'], /databases\.simple\.image: "postgres" names no release/],
  [
    ['databases.simple.image=postgres:latest'],
    /databases\.simple\.image: "postgres:latest" names no release/,
  ],
  [['databases.simple.storage=8 GB'], /databases\.simple\.storage: "8 GB" is no quantity/],
  [
    ['databases.simple.storageClass=Fast_one'],
    /databases\.simple\.storageClass: "Fast_one" is no name of a StorageClass/,
  ],
  [
    ['databases.mode=cloudnative-pg', 'databases.cloudnativePg.imageName=postgresql:latest'],
    /databases\.cloudnativePg\.imageName: "postgresql:latest" names no release/,
  ],
  [
    ['databases.cloudnativePg.operatorNamespace=CNPG'],
    /databases\.cloudnativePg\.operatorNamespace: "CNPG" is no name/,
  ],
  [[NONE], /databases\.urls\.secretName: which Secret has the databases' URLs\?/],
  [
    [NONE, 'databases.urls.secretName=My_Secret'],
    /databases\.urls\.secretName: "My_Secret" is no name of a Secret/,
  ],
  [
    [NONE, 'databases.urls.secretName=s', 'databases.urls.cidr=db.example.com'],
    /databases\.urls\.cidr: "db.example.com" is no network/,
  ],
  [
    ['backup.schedule=daily'],
    /backup\.schedule: "daily" is no schedule; write five fields, such as 17 3 \* \* \*/,
  ],
  [['backup.schedule=61 3 * * *'], /backup\.schedule: "61 3 \* \* \*" is no schedule/],
  [['backup.schedule=0 3 0 * *'], /backup\.schedule: "0 3 0 \* \*" is no schedule/],
  [['backup.schedule=0 3 * * 1-0'], /backup\.schedule: "0 3 \* \* 1-0" is no schedule/],
  [['backup.schedule=*/0 3 * * *'], /backup\.schedule: "\*\/0 3 \* \* \*" is no schedule/],
  [['backup.schedule=0 3 * * * *'], /backup\.schedule: "0 3 \* \* \* \*" is no schedule/],
  [['backup.schedule=0 3 * * 7'], /backup\.schedule: "0 3 \* \* 7" is no schedule/],
  [['backup.schedule=TZ=UTC 0 3 * * *'], /backup\.schedule: "TZ=UTC 0 3 \* \* \*" is no schedule/],
  [['backup.storage=much'], /backup\.storage: "much" is no quantity/],
  [
    ['backup.existingClaim=Backups!'],
    /backup\.existingClaim: "Backups!" is no name of a PersistentVolumeClaim/,
  ],
  [['secrets.existingSecret=shop keys'], /secrets\.existingSecret: "shop keys" is no name of a Secret/],
  [['ingress.host=https://shop'], /ingress\.host: "https:\/\/shop" is no host name/],
  [['ingress.className=Nginx_1'], /ingress\.className: "Nginx_1" is no name of an IngressClass/],
  [['ingress.tlsSecretName=Shop.TLS'], /ingress\.tlsSecretName: "Shop.TLS" is no name of a Secret/],
  [['tracing.endpoint=collector:4318'], /tracing\.endpoint: "collector:4318" is no address/],
  [
    ['monitoring.serviceMonitor.interval=1h'],
    /monitoring\.serviceMonitor\.interval: "1h" is no time, such as 15s/,
  ],
];

describe('The chart refuses in a sentence', () => {
  for (const [settings, sentence] of REFUSED)
    test(settings.join(' and '), () => assert.rejects(render('values.yaml', ...settings), sentence));

  test('what it has no value for, by the schema', async () => {
    await assert.rejects(render('values.yaml', 'services.order.replcas=3'), /replcas/);
    await assert.rejects(render('values.yaml', 'databases.mode=mysql'), /mode.*cloudnative-pg/s);
    await assert.rejects(render('values.yaml', 'shop.deposits=all'), /deposits.*'open', 'admin'/s);
    await assert.rejects(render('values.yaml', 'ingress.annotations.a=1'), /annotations\/a.*want string/s);
  });
});

test('what is right is taken: schedules, zones, names, networks', async () => {
  for (const schedule of ['@daily', '*/15 0-6\\,22 1\\,15 jan-mar MON-FRI', '5 4 ? * 0'])
    await render('values.yaml', 'backup.enabled=true', `backup.schedule=${schedule}`);
  for (const zone of ['UTC', 'Asia/Calcutta', 'America/Argentina/Buenos_Aires', 'Etc/GMT+12'])
    await render('values.yaml', `shop.timezone=${zone}`);
  await render(
    'values.yaml',
    'shop.trustProxy=10.0.0.0/8\\, loopback\\,fd00::/8\\,::1',
    'secrets.existingSecret=my.keys-1',
  );
  await render(
    'values.yaml',
    'image.repository=registry.example.com:5000/team/shop',
    'image.tag=1.2.3-rc.1_x',
  );
});

test('helm template prints the objects and nothing else', async () => {
  for (const values of VALUES)
    assert.equal(await besides('template', 'shop', CHART, ...withValues(values)), '', values);
});
