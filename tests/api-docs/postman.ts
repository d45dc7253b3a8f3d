import type { Description } from './describe.ts';
import { NOT_AT_WILL } from './not-at-will.ts';
import type { Operation } from './operation.ts';
import type { Step } from './step.ts';
import { FOLDERS } from './steps.ts';

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const SAYS = `Signs up, deposits, orders, reads the message, and meets each refusal. It needs \`baseUrl\` and the
\`adminPassword\` that the shop printed at its first start. Run it from the top; it makes data of its own each time.
In a shop that has couriers already, leave out the folder that says so.`;

/**
 * A Postman collection (v2.1) of requests that are made from the description. Throws when a step asks for
 * what is not described, or a described refusal is met by no step.
 */
export function postmanCollection(description: Description): object {
  const met = new Set(NOT_AT_WILL);
  const item = Object.entries(FOLDERS).map(([name, steps]) => ({
    name,
    item: steps.map((step) => {
      if (step.code) met.add(step.code);
      return requestOf(step, operationOf(description, step));
    }),
  }));
  const described = Object.values(description.paths).flatMap((path) => Object.values(path).flatMap(codesOf));
  const missed = [...new Set(described)].filter((code) => !met.has(code));
  if (missed.length > 0) throw new Error(`no step of the Postman collection meets ${missed.join(', ')}`);
  return {
    info: { name: 'Sagashop', description: SAYS, schema: SCHEMA },
    item,
    variable: [
      { key: 'baseUrl', value: 'http://localhost:3000' },
      { key: 'adminPassword', value: '' },
    ],
  };
}

function operationOf(description: Description, { route, status, code }: Step): Operation {
  const [method, path] = route.split(' ') as [string, string];
  const operation = description.paths[path]?.[method.toLowerCase()];
  if (!operation) throw new Error(`${route} is not described`);
  const answer = operation.responses[status];
  if (!answer) throw new Error(`${route} is not described to answer ${status}`);
  if (code && !codesOf({ ...operation, responses: { [status]: answer } }).includes(code)) {
    throw new Error(`${route} is not described to refuse with ${status} ${code}`);
  }
  return operation;
}

function codesOf({ responses }: Operation): string[] {
  return Object.values(responses).flatMap((answer) =>
    Object.keys(answer.content?.['application/problem+json']?.examples ?? {}),
  );
}

function requestOf(step: Step, operation: Operation): object {
  const [method, template] = step.route.split(' ') as [string, string];
  const values = { ...step.values };
  const path = template.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value = values[name];
    delete values[name];
    return String(value);
  });
  const query = Object.entries(values).map(([key, value]) => ({ key, value: String(value) }));
  const asked = query.map(({ key, value }) => `${key}=${value}`).join('&');
  return {
    name: `${step.says}: ${step.status}${step.code ? ` ${step.code}` : ''}`,
    event: [...(step.before ? [script('prerequest', [step.before])] : []), script('test', checksOf(step))],
    request: {
      method,
      description: [operation.summary, operation.description].filter(Boolean).join('\n\n'),
      // Signing in sets a cookie; here each step says by itself who asks.
      auth: step.as
        ? { type: 'bearer', bearer: [{ key: 'token', value: `{{${step.as}}}`, type: 'string' }] }
        : { type: 'noauth' },
      header: headersOf(step, operation),
      ...(step.body === undefined ? {} : { body: bodyOf(step.body) }),
      url: {
        raw: `{{baseUrl}}${path}${asked ? `?${asked}` : ''}`,
        host: ['{{baseUrl}}'],
        path: path.split('/').slice(1),
        ...(query.length > 0 ? { query } : {}),
      },
    },
    protocolProfileBehavior: { disableCookies: true },
  };
}

function bodyOf(body: object | string): object {
  const raw = typeof body === 'string' ? body : JSON.stringify(body, null, 2);
  return { mode: 'raw', raw, options: { raw: { language: 'json' } } };
}

function headersOf(step: Step, operation: Operation): { key: string; value: string }[] {
  const takesKey = operation.parameters?.some(({ name }) => name === 'Idempotency-Key') ?? false;
  return Object.entries({
    ...(step.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(takesKey && step.key !== false ? { 'Idempotency-Key': step.key ?? '{{$guid}}' } : {}),
    ...step.headers,
  }).map(([key, value]) => ({ key, value }));
}

function checksOf({ status, code, keep }: Step): string[] {
  const wanted = code ? `${status} ${code}` : String(status);
  return [
    `pm.test('answers ${wanted}', () => {`,
    `  pm.expect(pm.response.code, pm.response.text()).to.equal(${status});`,
    ...(code ? [`  pm.expect(pm.response.json().code).to.equal('${code}');`] : []),
    '});',
    ...Object.entries(keep ?? {}).map(
      ([name, at]) => `pm.collectionVariables.set('${name}', pm.response.json().${at});`,
    ),
  ];
}

function script(listen: string, exec: string[]): object {
  return { listen, script: { type: 'text/javascript', exec } };
}
