import { createApp } from '@sagashop/chassis/http/create-app';
import { createMetrics } from '@sagashop/chassis/observe/metrics';
import type { Service } from '@sagashop/chassis/service/service';
import { testContext } from '@sagashop/chassis/testing';
import { PERMISSION_NAMES, permission, ROLES, type Role } from '@sagashop/vocabulary/permissions';
import type { FastifyContextConfig } from 'fastify';
import pino from 'pino';
import { nameOfRoute } from './describe.ts';
import { SERVICES, variables } from './every-service.ts';

/** What a route says of who may call it. */
export interface Access extends Pick<FastifyContextConfig, 'othersNeed'> {
  /** `GET /api/orders/{id}`. */
  route: string;
  needs: NonNullable<FastifyContextConfig['needs']>;
}

/** The page docs/reference/roles.md, from the table of permissions and what the routes say. Opens the services on the databases given. */
export async function rolesPage(urls: Record<string, string>): Promise<string> {
  const all: Access[] = [];
  for (const { open } of Object.values(SERVICES)) {
    const service = await open(testContext(variables(urls)));
    try {
      all.push(...(await accessOf(service)));
    } finally {
      await service.stop();
    }
  }
  return page(all.sort((a, b) => pathOf(a).localeCompare(pathOf(b)) || a.route.localeCompare(b.route)));
}

/** What the routes of a service say of who may call them. */
export async function accessOf(service: Pick<Service, 'routes'>): Promise<Access[]> {
  const app = createApp({ log: pino({ level: 'silent' }), metrics: createMetrics() });
  const found: Access[] = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    if (method === 'HEAD') return;
    const { needs, othersNeed } = config ?? {};
    found.push({ route: nameOfRoute(method, url), needs: needs!, ...(othersNeed && { othersNeed }) });
  });
  service.routes(app);
  await app.ready();
  await app.close();
  return found;
}

const roles = Object.keys(ROLES) as Role[];

function page(all: readonly Access[]): string {
  const permissions = PERMISSION_NAMES.map((name) => {
    const { says, roles: having } = permission(name);
    const marks = roles.map((role) => (having.includes(role) ? 'yes' : '')).join(' | ');
    return `| \`${name}\` | ${says} | ${marks} |`;
  });
  const routes = all.map(({ route, needs, othersNeed }) => {
    const who = typeof needs === 'object' ? `\`${needs.name}\`` : needs;
    return `| \`${route}\` | ${who} | ${othersNeed ? `\`${othersNeed.name}\`` : ''} |`;
  });
  return `${BEGIN}
${roles.map((role) => `- \`${role}\`: ${ROLES[role]}`).join('\n')}

## Permissions

| permission | for | ${roles.join(' | ')} |
|---|---|${roles.map(() => '---|').join('')}
${permissions.join('\n')}

## Routes

"Signed in" is every user, whatever their roles. What belongs to somebody else is not found, unless the user has the
permission of the last column.

| route | needs | for what belongs to others |
|---|---|---|
${routes.join('\n')}
`;
}

const BEGIN = `# Roles

Written by \`npm run docs:api\` from [permissions.ts](../../packages/vocabulary/src/permissions.ts) and what the routes
themselves say; a test compares, and another calls each route as each role.

A user of the shop has any number of roles; a customer has none. Each route names the permission that it needs; whoever
lacks it is answered 403 \`forbidden\` with the \`permission\`. \`isAdmin\` of a user is true for owners. Owners give and
take roles (\`PATCH /api/staff/{id}\`), and a change counts from the next request on. Nobody gives or takes a role that may
more than they may themselves, and the last owner stays one: 409 \`last_owner\`. How to add a role:
[add-a-role.md](../how-to/add-a-role.md).
`;

const pathOf = ({ route }: Access) => route.split(' ')[1]!;
