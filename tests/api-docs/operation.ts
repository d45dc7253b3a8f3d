import { refuse } from '@sagashop/chassis/errors';
import type { Permission } from '@sagashop/chassis/http/access';
import type { RouteWords } from '@sagashop/chassis/http/documented';
import type { Problem } from '@sagashop/kernel/problem';
import type { FastifyContextConfig } from 'fastify';

interface Parameter {
  name: string;
  in: string;
  schema?: object;
  example?: unknown;
  [more: string]: unknown;
}

interface Answered {
  description: string;
  content?: Record<string, { schema?: object; example?: unknown; examples?: Record<string, unknown> }>;
}

/** One operation of an OpenAPI document. */
export interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  security?: object[];
  parameters?: Parameter[];
  requestBody?: {
    required?: boolean;
    content: Record<string, { schema?: { type?: string | string[] }; example?: unknown }>;
  };
  responses: Record<string, Answered>;
}

const KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
  example: 'reader-0000',
};
const KEY_SAYS =
  '1 to 255 visible ASCII characters of your choice. Sent again with the same body, the first answer comes back ' +
  'and nothing happens twice. Kept for 7 days.';

/** What is said of a route, what it needs, and whether requests of it are counted. */
export type Words = RouteWords &
  Pick<FastifyContextConfig, 'othersNeed'> & {
    needs: NonNullable<FastifyContextConfig['needs']>;
    limited: boolean;
  };

/** Completes an operation that was made from a route's schema with what only words can say. */
export function describeOperation(operation: Operation, route: string, words: Words): void {
  operation.operationId = nameOf(route);
  operation.description = [words.description, ...whoMay(words)].join(' ');
  operation.security = words.needs === 'anyone' ? [] : [{ bearer: [] }, { cookie: [] }];
  const parameters = (operation.parameters ?? []).filter(({ name }) => name !== 'idempotency-key');
  for (const parameter of parameters) {
    const value = words.values?.[parameter.name];
    if (value !== undefined) parameter.example = value;
    // What has a default need not be sent.
    if (parameter.schema && 'default' in parameter.schema) parameter['required'] = false;
  }
  for (const [name, description] of Object.entries(words.headers ?? {})) {
    parameters.push({ name, in: 'header', required: false, schema: { type: 'string' }, description });
  }
  if (words.key) {
    const required = words.key === 'required';
    parameters.push({ ...KEY, required, description: KEY_SAYS });
  }
  if (parameters.length > 0) operation.parameters = parameters;
  const json = operation.requestBody?.content['application/json'];
  if (json) {
    if (!words.body) throw new Error(`${route} takes a body and has no example of one`);
    json.example = words.body;
    if (json.schema?.type?.includes('null')) operation.requestBody!.required = false;
  }
  const answers = words.answers ? {} : succeeded(operation);
  for (const [status, { description, schema, type = 'application/json' }] of Object.entries(
    words.answers ?? {},
  )) {
    const empty = !schema || ('type' in schema && schema.type === 'null');
    answers[status] = empty ? { description } : { description, content: { [type]: { schema } } };
  }
  operation.responses = { ...answers, ...refusalsOf(operation, parameters, { ...words, route }) };
}

/** Who needs which permission, in words. */
function whoMay({ needs, othersNeed }: Words): string[] {
  const says = ({ name, roles }: Permission) => `\`${name}\` (${roles.join(', ')})`;
  return [
    ...(typeof needs === 'object' ? [`Needs the permission ${says(needs)}.`] : []),
    ...(othersNeed ? [`For what belongs to others it needs ${says(othersNeed)}.`] : []),
  ];
}

/** The answers that stand in the route's schema. */
function succeeded({ responses }: Operation): Record<string, Answered> {
  const says: Record<string, string> = { 200: 'As asked.', 201: 'It is done; this is what came of it.' };
  return Object.fromEntries(
    Object.entries(responses).map(([status, answer]) => [
      status,
      { ...answer, description: says[status] ?? 'Done; nothing to say.' },
    ]),
  );
}

/** `POST /api/orders/{id}/cancellation` → `postOrdersIdCancellation`. */
function nameOf(route: string): string {
  const words = route.replace('/api', '').match(/\w+/g) ?? [];
  return words
    .map((word, at) => (at === 0 ? word.toLowerCase() : word[0]!.toUpperCase() + word.slice(1)))
    .join('');
}

function refusalsOf(
  operation: Operation,
  parameters: Parameter[],
  words: Words & { route: string },
): Record<string, Answered> {
  const has = (place: string) => parameters.some((parameter) => parameter.in === place);
  const body = operation.requestBody !== undefined;
  const makers = [
    ...(body ? [refuse.malformed_body, refuse.body_too_large, refuse.unsupported_media_type] : []),
    ...(words.key === 'required' ? [refuse.idempotency_key_missing] : []),
    ...(words.key ? [refuse.idempotency_key_reused] : []),
    ...(words.needs === 'anyone' ? [] : [refuse.not_signed_in]),
    ...(words.route.startsWith('GET ') ? [] : [refuse.foreign_origin]),
    ...(typeof words.needs === 'object' ? [refuse.forbidden] : []),
    ...(has('path') ? [refuse.not_found] : []),
    ...(body || has('query') ? [refuse.validation_failed] : []),
    ...(words.refuses ?? []),
    ...(words.limited ? [refuse.too_many_attempts] : []),
    refuse.internal_error,
    refuse.unavailable,
  ];
  const problems = [...new Set(makers)].map((make): Problem => make());
  return Object.fromEntries(
    [...Map.groupBy(problems, ({ status }) => status)]
      .sort(([a], [b]) => a - b)
      .map(([status, same]) => [String(status), answerOf(same)]),
  );
}

function answerOf(problems: Problem[]): Answered {
  const examples = problems.map(({ code, status, title }) => [
    code,
    { summary: title, value: { type: `urn:sagashop:problem:${code}`, title, status, code } },
  ]);
  return {
    description: problems.map(({ code, title }) => `\`${code}\`: ${title}`).join('\n\n'),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(examples),
      },
    },
  };
}
