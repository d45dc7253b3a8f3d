import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { hasPermission } from '@sagashop/chassis/http/access';
import type { Documented } from '@sagashop/chassis/http/documented';
import type { Service } from '@sagashop/chassis/service/service';
import { as, testApp, testContext, testDatabase } from '@sagashop/chassis/testing';
import { ensureUser } from '@sagashop/user/contract';
import { ROLES } from '@sagashop/vocabulary/permissions';
import postgres from 'postgres';
import { DATABASES } from '../../cli/src/services.ts';
import { SERVICES, variables } from './every-service.ts';
import { type Access, accessOf } from './roles.ts';

const urls = Object.fromEntries(
  await Promise.all(DATABASES.map(async (name) => [name, await testDatabase(name)] as const)),
);

const sql = postgres(urls['user']!, { max: 1, onnotice: () => {} });
after(() => sql.end());

/** One with each role, and one without. */
const CALLERS = [[], ...Object.keys(ROLES).map((role) => [role])];

type App = ReturnType<typeof testApp>;

for (const [name, { open, documented }] of Object.entries(SERVICES)) {
  test(`each route of ${name} lets in whom it says, and nobody else`, async (t) => {
    const context = testContext(variables(urls));
    const service = await open(context);
    t.after(() => service.stop());
    const app = testApp(service, context);
    const routes = await accessOf(service);
    for (const access of routes) {
      assert.equal(
        await refusalOf(app, access, documented),
        refusalFor(access, null),
        `${access.route}, nobody`,
      );
    }
    for (const roles of CALLERS) {
      const userId = await userOf(name, service, roles);
      for (const access of routes) {
        const refused = await refusalOf(app, access, documented, as(userId, { roles }));
        assert.equal(refused, refusalFor(access, roles), `${access.route}, ${roles[0] ?? 'a customer'}`);
      }
    }
    const guest = as(await guestOf(name, app), { username: '' });
    for (const access of routes)
      assert.equal(
        await refusalOf(app, access, documented, guest),
        refusalFor(access, []),
        `${access.route}, a guest`,
      );
  });
}

/** What somebody with these roles is refused as, or nobody when they are null; undefined for whoever is let in. */
function refusalFor({ needs }: Access, roles: string[] | null): string | undefined {
  if (needs === 'anyone') return undefined;
  if (!roles) return 'not_signed_in';
  if (needs === 'signed in' || hasPermission({ roles, isAdmin: false }, needs)) return undefined;
  return `forbidden ${needs.name}`;
}

/** How a route refuses a request for whoever asks; undefined when it is let in, whatever becomes of it then. */
async function refusalOf(app: App, { route }: Access, documented: Documented, headers = {}) {
  const [method, path] = route.split(' ') as ['GET', string];
  const { body, values = {} } = documented[route]!;
  const url = path.replace(/\{(\w+)\}/g, (_all, name: string) => String(values[name]));
  const answer = await app.inject({ method, url, headers, ...(body && { body }) });
  if (answer.statusCode !== 401 && answer.statusCode !== 403) return undefined;
  const { code, permission } = answer.json();
  if (code === 'not_signed_in') return code;
  return code === 'forbidden' ? `forbidden ${permission}` : undefined;
}

/** A guest, made as anybody is: what a customer may they may too. */
async function guestOf(name: string, app: App): Promise<string> {
  if (name !== 'user') return '019a0000-0000-7000-8000-000000000005';
  const body = { email: 'guest@shop.test', firstName: 'Ada' };
  return (await app.inject({ method: 'POST', url: '/api/guests', body })).json().user.id;
}

/** Somebody with these roles: user looks for them, the other services believe the token. */
async function userOf(name: string, service: Service, roles: string[]): Promise<string> {
  if (name !== 'user') return '019a0000-0000-7000-8000-000000000004';
  const username = `with-${roles[0] ?? 'none'}`;
  const wish = { username, password: 'a-long-enough-1', email: `${username}@shop.test` };
  const made = await service.calls[ensureUser.name]!(wish as never);
  const { id } = made as { id: string };
  await sql`update users set roles = ${roles} where id = ${id}`;
  return id;
}
