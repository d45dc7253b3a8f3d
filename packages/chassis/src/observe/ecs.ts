import { plainText, withoutSecrets } from './log-secrets.ts';
import { traceIdOf } from './trace-context.ts';

/** A log line's fields by their names in the Elastic Common Schema, dotted; docs/logs.md says what each means. */
export type EcsFields = Record<string, string | number>;

const ECS_VERSION = '8.11.0';
/** What our code calls it, and the schema. */
const FIELDS: Readonly<Record<string, string>> = {
  service: 'service.name',
  target: 'service.target.name',
  request: 'http.request.id',
  method: 'http.request.method',
  route: 'url.path',
  user: 'user.id',
  from: 'source.ip',
};
const CAUSES = 3; // of an error that are told

/** What every line of a process says. */
export function ecsBase(version: string): EcsFields {
  return {
    'ecs.version': ECS_VERSION,
    'event.dataset': 'sagashop.log',
    'service.version': version,
    'process.pid': process.pid,
  };
}

/**
 * Turns what our code logs into fields of the schema, of the service `name` unless the line says another. Only what
 * is known goes where it belongs; everything else becomes a text under `labels`, without what looks like personal
 * data or a secret. Whole requests, answers and bodies are never written out.
 */
export function ecsFields(name: string, given: object): EcsFields {
  const fields: EcsFields = { 'service.name': name };
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || value === null) continue;
    if (key === 'err' || key === 'error') Object.assign(fields, errorFields(value));
    else if (key === 'req' || key === 'res') Object.assign(fields, exchangeFields(value as object));
    else if (key === 'trace') putTrace(fields, value);
    else if (key === 'took') fields['event.duration'] = Math.round(Number(value) * 1e6);
    else if (key === 'status') fields['http.response.status_code'] = Number(value);
    else if (key in FIELDS) fields[FIELDS[key]!] = plainText('', value);
    else fields[labelOf(key)] = plainText(key, value);
  }
  return fields;
}

/** What the schema does not know has a place of its own: `orderId` becomes `labels.order_id`. */
function labelOf(key: string): string {
  const words = key.replaceAll(/\W/g, '_').replaceAll(/([a-z])([A-Z])/g, '$1_$2');
  return `labels.${words.toLowerCase()}`;
}

function putTrace(fields: EcsFields, traceparent: unknown): void {
  const trace = traceIdOf(traceparent);
  if (trace) fields['trace.id'] = trace;
}

/** Of the framework's own request or reply; it has headers and a body, which are not told. */
function exchangeFields(exchange: object): EcsFields {
  const { id, method, routeOptions, statusCode } = exchange as {
    id?: string;
    method?: string;
    routeOptions?: { url?: string };
    statusCode?: number;
  };
  return {
    ...(id && { 'http.request.id': id }),
    ...(method && { 'http.request.method': method }),
    ...(routeOptions?.url && { 'url.path': routeOptions.url }),
    ...(statusCode && { 'http.response.status_code': statusCode }),
  };
}

/** Not an error's other fields: a database's tells the values that it did not like. */
function errorFields(thrown: unknown): EcsFields {
  if (!(thrown instanceof Error)) return { 'error.message': plainText('', thrown) };
  const { code } = thrown as { code?: unknown };
  return {
    'error.type': thrown.name,
    'error.message': messageOf(thrown),
    ...(typeof code === 'string' && { 'error.code': code }),
    'error.stack_trace': stackOf(thrown, CAUSES),
  };
}

function stackOf(error: Error, causes: number): string {
  const frames = /\n[ \t]+at .*$/s.exec(error.stack ?? '')?.[0] ?? '';
  const own = `${error.name}: ${messageOf(error)}${frames}`;
  if (!(error.cause instanceof Error) || causes === 0) return own;
  return `${own}\nCaused by ${stackOf(error.cause, causes - 1)}`;
}

/** Values that could not be read (of JSON, of a database) stand in quotes in the message. */
function messageOf(error: Error): string {
  const { code } = error as { code?: unknown };
  const quotes = error instanceof SyntaxError || (typeof code === 'string' && /^22/.test(code));
  return withoutSecrets(quotes ? error.message.replaceAll(/".*"/gs, '"…"') : error.message);
}
