import { readFileSync } from 'node:fs';
import type { Description } from '../api-docs/describe.ts';
import type { Operation } from '../api-docs/operation.ts';

const HEAD = `# Routes

Written by \`npm run docs:reference\` from [docs/api/gateway.json](../api/gateway.json), which the routes themselves
write; a test compares. What each takes and answers is shown, to read and to try, at \`/api/docs\` of a running shop.

JSON under \`/api\`. Money is \`{"amount": 129900, "currency": "RUB"}\` in minor units, ids are UUIDs, times ISO 8601 in
UTC. A list answers \`{"items": […], "nextCursor": "…" or null}\` and takes \`limit\` (1 to 100) and \`cursor\`. A session
travels as a cookie or as \`Authorization: Bearer\`. More on them: [api.md](../api.md); what each route allows per
minute: [limits.md](../limits.md); how each can refuse: [refusals.md](refusals.md).

*Signed in* sees and changes what is their own. A permission is one that some roles have: [roles.md](roles.md). *Key*: the route honours an \`Idempotency-Key\`, or needs one.
`;

export type Routes = Description['paths'];

/** All routes of the shop, as docs/api describes them. */
export function readRoutes(): Routes {
  const url = new URL('../../docs/api/gateway.json', import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as Description).paths;
}

/** docs/reference/routes.md: each route, by tag, with who may call it and what it does. */
export function routesPage(routes: Routes): string {
  const operations = Object.entries(routes).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const tags = [...new Set(operations.map(({ operation }) => operation.tags![0]!))];
  const sections = tags.map((tag) => {
    const rows = operations
      .filter(({ operation }) => operation.tags![0] === tag)
      .map(({ path, method, operation }) => row(`${method} ${path}`, operation));
    return `\n## ${tag}\n\n| route | who | key | what |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `${HEAD}${sections.join('')}`;
}

function row(route: string, operation: Operation): string {
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
  const names = query.map(({ name }) => `\`${name}\``).join(', ');
  const key = operation.parameters?.find(({ name }) => name === 'Idempotency-Key');
  const keyed = key ? (key['required'] ? 'needed' : 'honoured') : '';
  return `| \`${route}\` | ${who(operation)} | ${keyed} | ${operation.summary}${names && ` (${names})`} |`;
}

function who({ security, description = '' }: Operation): string {
  if (security?.length === 0) return 'anyone';
  const [, permission] = /Needs the permission `([\w.]+)`/.exec(description) ?? [];
  if (permission) return `\`${permission}\``;
  const [, others] = /For what belongs to others it needs `([\w.]+)`/.exec(description) ?? [];
  return others ? `signed in; others' too: \`${others}\`` : 'signed in';
}
