import type { ServiceManifest } from '@sagashop/chassis/service/manifest';
import { MANIFESTS } from '@sagashop/chassis/service/manifests';
import { calledBy } from './chart.ts';

const HEAD = `# Services

Written by \`npm run services\` from the manifests, which say once what others have to know of a service
(\`services/NAME/src/manifest.ts\`). Who sends whom what is drawn in [ARCHITECTURE.md](../../ARCHITECTURE.md).

In Compose and in a cluster each process answers on port 3000 and shows its metrics on 9464. With \`up --split\` the gateway
has port 3000 and the others free ones of this machine. Where a service has a database, the database and its role are
called like the service, and its URL is in \`NAME_DATABASE_URL\`.

| service | database | public paths | speaks to | publishes | subscribes to | takes part in |
|---|---|---|---|---|---|---|
`;

/** docs/reference/services.md. */
export function servicesPage(): string {
  return `${HEAD}${MANIFESTS.map(row).join('\n')}\n`;
}

function row({ name, open, database, publishes, subscribes, capabilities, ...own }: ServiceManifest): string {
  const paths = [...(own.routes ?? []).map((route) => `/api/${route}`), ...(open ? [] : ['all others'])];
  const events = Object.entries(subscribes ?? {}).flatMap(([service, names]) =>
    names.map((event) => `${service}.${event}`),
  );
  const cells = [
    `[${name}](../../services/${name}/README.md)`,
    database ? `\`${name}\`` : '',
    paths.map((path) => (path.startsWith('/') ? `\`${path}\`` : path)).join(', '),
    open ? calledBy(name).join(', ') : 'all, and web',
    (publishes ?? []).map((event) => `\`${name}.${event}\``).join(', '),
    events.map((event) => `\`${event}\``).join(', '),
    Object.keys(capabilities ?? {}).join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
}
