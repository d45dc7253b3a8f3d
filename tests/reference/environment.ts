import { globSync } from 'node:fs';
import { join } from 'node:path';
import { TracingConfig } from '@sagashop/chassis/observe/tracing-config';
import { databaseConfig } from '@sagashop/chassis/service/database';
import { ProcessConfig } from '@sagashop/chassis/service/process';
import { CliConfig } from '../../cli/src/config.ts';
import { DATABASES } from '../../cli/src/services.ts';
import { UNDECLARED, type Variable } from './undeclared-variables.ts';

/** What is read of a TypeBox schema of a configuration. */
interface Schema {
  properties: object;
}
interface Property {
  default?: unknown;
  description?: string;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  enum?: readonly string[];
  format?: string;
}

const ROOT = join(import.meta.dirname, '..', '..');
const HEAD = `# Environment variables

Written by \`npm run docs:reference\` from the schemas of configurations (\`config.ts\` of each service and of the
command line); a test compares. A variable that is missing or wrong is named at the start, with what it should be.
An empty one counts as unset. \`sagashop up\` makes the databases' URLs and the services' keys by itself; with
\`--split\` each process gets its own only. \`sagashop\` stands for the command line, which hosts services too.
`;

const DATABASE_URL =
  'the database of a service, with the name and password of its role: `PAYMENT_DATABASE_URL`, `ORDER_DATABASE_URL`, …; ' +
  'set by `up`';

const GROUPS: readonly [title: string, names: RegExp][] = [
  ['Orders and their audit', /^(?:ORDER|AUDIT)_(?!DATABASE|URL)/],
  ['Databases', /DATABASE/],
  ['Services in processes of their own', /SERVICE_KEY|INTERNAL_KEYS|^(?:…|WEB|GATEWAY)_URL/],
  ['Logs and traces', /^(?:LOG_|SAGASHOP_LOG|OTEL_)/],
  ['Secrets in files', /_FILE$/],
  ['The shop', /./],
];

/** docs/reference/environment.md. Throws for a declared variable that has no description. */
export async function environmentPage(): Promise<string> {
  const variables = await declared();
  const sections = new Map(GROUPS.map(([title]) => [title, [] as string[]]));
  for (const variable of [...variables.values(), ...UNDECLARED]) {
    if (!variable.what) throw new Error(`${variable.name} has no description where it is declared`);
    const [title] = GROUPS.find(([, names]) => names.test(variable.name))!;
    sections.get(title)!.push(row(variable));
  }
  const titles = ['The shop', ...GROUPS.map(([title]) => title).filter((title) => title !== 'The shop')];
  const tables = titles.map(
    (title) =>
      `\n## ${title}\n\n| variable | values | default | read by | what |\n|---|---|---|---|---|\n` +
      `${sections.get(title)!.sort().join('\n')}\n`,
  );
  return `${HEAD}${tables.join('')}`;
}

/** All variables that schemas declare, by name: the first that says something of one describes it. */
async function declared(): Promise<Map<string, Variable>> {
  const found = new Map<string, Variable>();
  const read = (reader: string, { properties }: Schema) => {
    for (const [given, schema] of Object.entries<Property>(properties as Record<string, Property>)) {
      const own = describe(given, reader, schema);
      const { name } = own;
      const known = found.get(name);
      found.set(name, known ? merged(known, own) : own);
    }
  };
  read('sagashop', CliConfig);
  for (const file of globSync('services/*/src/config.ts', { cwd: ROOT }).sort()) {
    const exported = Object.values((await import(join(ROOT, file))) as Record<string, unknown>);
    for (const schema of exported) if (isSchema(schema)) read(file.split('/')[1]!, schema);
  }
  for (const name of DATABASES) read(name, databaseConfig(name));
  read('each process', ProcessConfig);
  read('each process', TracingConfig);
  return found;
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && 'properties' in value;

function describe(name: string, reader: string, schema: Property): Variable {
  if (/^[A-Z]+_DATABASE_URL$/.test(name))
    return { name: '…_DATABASE_URL', values: '', given: '', readers: [reader], what: DATABASE_URL };
  const { default: given, description: what = '' } = schema;
  return {
    name,
    values: valuesOf(schema),
    given: given === undefined ? '' : `\`${given}\``,
    readers: [reader],
    what,
  };
}

function merged(one: Variable, other: Variable): Variable {
  return {
    name: one.name,
    values: one.values || other.values,
    given: one.given || other.given,
    readers: [...new Set([...one.readers, ...other.readers])],
    what: one.what || other.what,
  };
}

function valuesOf({ minimum, maximum, pattern, enum: options, format }: Property): string {
  if (options) return options.map((option) => `\`${option}\``).join(', ');
  if (maximum !== undefined) return `${minimum ?? 0} to ${maximum}`;
  if (minimum !== undefined) return `${minimum} or more`;
  const [, words] = /^\^\(?(?:\?:)?([a-z|]+)\)\$$/.exec(pattern ?? '') ?? [];
  return words
    ? words
        .split('|')
        .map((word) => `\`${word}\``)
        .join(', ')
    : (format ?? '');
}

function row({ name, values, given, readers, what }: Variable): string {
  const services = readers.filter((reader) => DATABASES.includes(reader));
  const rest = readers.filter((reader) => !services.includes(reader));
  const by = services.length === DATABASES.length ? ['every service', ...rest] : readers;
  return `| \`${name}\` | ${values} | ${given} | ${by.join(', ')} | ${what} |`;
}
