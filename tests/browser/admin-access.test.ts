import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PermissionName, permissionsOf, ROLES } from '@sagashop/vocabulary/permissions';
import { MENU } from '../../web/app/admin/menu.ts';
import routes from '../../web/app/routes.ts';
import { UNLISTED } from './admin-pages.ts';
import { openShopWithPages } from './shop-with-pages.ts';

const shop = await openShopWithPages();
// What stands in the menu and in no frame of the back office is tested elsewhere.
const rows = [
  ...MENU.filter(({ path }) => path.startsWith('/admin')).map((place) => ({ ...place, route: place.path })),
  ...UNLISTED,
];

/** A page as a browser without scripts would be shown it, in the session of `token`. */
async function open(path: string, token?: string) {
  const headers: Record<string, string> = token ? { cookie: `sagashop_session=${token}` } : {};
  const answer = await fetch(shop.url + path, { headers, redirect: 'manual' });
  return { status: answer.status, to: answer.headers.get('location'), html: await answer.text() };
}

/** Somebody with these roles. */
async function worker(...roles: string[]): Promise<string> {
  const { id, token } = await shop.customer();
  await shop.must(200, shop.ask('PATCH', `/api/staff/${id}`, { as: shop.admin, body: { roles } }));
  return token;
}

test('each route of the back office stands in its menu, or in the table of the pages that do not', () => {
  const admin = routes.find(({ path }) => path === 'admin');
  const pages = admin?.children?.filter(({ file, path }) => path !== '*' && file.endsWith('.tsx')) ?? [];
  const known = new Set(rows.map(({ route }) => route));
  const found = pages.map(({ path }) => (path ? `/admin/${path}` : '/admin'));
  assert.deepEqual(
    found.filter((path) => !known.has(path)),
    [],
    'they are tested for each role there',
  );
  assert.deepEqual([...known].filter((path) => !found.includes(path)).sort(), []);
});

for (const role of Object.keys(ROLES)) {
  test(`a ${role} is shown a menu of the pages that answer them, and every other page says who can open it`, async () => {
    const token = await worker(role);
    const granted: readonly string[] = permissionsOf([role]);
    const may = (needs?: PermissionName) => needs === undefined || granted.includes(needs);
    const { html: today } = await open('/admin', token);
    for (const { path, needs } of rows) {
      if (!path) continue;
      const { status, html } = await open(path, token);
      assert.equal(status, may(needs) ? 200 : 403, path);
      if (status === 403) assert.match(html, /Who can open it: [a-z, ]*owner/, path);
    }
    for (const { path, needs } of MENU)
      assert.equal(today.includes(`data-key`) && today.includes(`href="${path}"`), may(needs), path);
  });
}

test('whoever is not signed in is sent to sign in and comes back; a customer is told who works there', async () => {
  const { status, to } = await open('/admin/sagas?state=parked');
  assert.equal(status, 302);
  assert.equal(to, `/sign-in?to=${encodeURIComponent('/admin/sagas?state=parked')}`);
  const { token } = await shop.customer();
  for (const path of ['/admin', '/admin/sagas']) {
    const { status, html } = await open(path, token);
    assert.equal(status, 403, path);
    assert.match(html, /Who can open it: owner/);
  }
  assert.ok(!(await open('/', token)).html.includes('href="/admin"'));
  assert.ok((await open('/', shop.admin)).html.includes('href="/admin"'));
});

test('an address that is no page of the back office says so in its frame', async () => {
  const { status, html } = await open('/admin/nope', shop.admin);
  assert.equal(status, 404);
  assert.ok(html.includes('href="/admin/sagas"'));
});
