import { parseSync } from 'oxc-parser';

/** One import or re-export of a file. */
export interface Import {
  from: string;
  /** It is gone when types are stripped. */
  typeOnly: boolean;
}

/** A function with a body of its own lines. Positions are in the file's text. */
export interface FoundFunction {
  name: string;
  start: number;
  end: number;
  /** It is what a test does. */
  ofTest: boolean;
}

/** What the rules look at in a file of code. Lines and columns stay where they are in the texts. */
export interface Parsed {
  /** Without comments and without what stands inside quotes. */
  code: string;
  /** Without comments. */
  uncommented: string;
  /** The regular expressions that stand in it, as they are written: with their slashes and flags. */
  expressions: string[];
  imports: Import[];
  /** The values that it exports itself, by name; `default` for the one without. */
  values: string[];
  /** The types that it exports itself, by name. */
  types: string[];
  functions: FoundFunction[];
}

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

const TESTS = /^(?:test|it|describe|suite|before|after|beforeEach|afterEach)$/;

/** Parses a file of TypeScript or JavaScript. Throws when it is none. */
export function parse(path: string, text: string): Parsed {
  const source = text.startsWith('#!') ? `//${text.slice(2)}` : text;
  const { program, comments, module, errors } = parseSync(/\.\w+$/.test(path) ? path : `${path}.js`, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}`);
  const uncommented = blanked(source, comments, blank);
  const found = { quoted: [] as Node[], expressions: [] as string[], imports: [] as Import[], functions: [] };
  visit(program as unknown as Node, [], found);
  const own = module.staticExports
    .flatMap(({ entries }) => entries)
    .filter(({ moduleRequest }) => !moduleRequest);
  const named = (type: boolean) =>
    own.filter(({ isType }) => isType === type).map(({ exportName: { name } }) => name ?? 'default');
  return {
    code: blanked(uncommented, found.quoted, inside),
    uncommented,
    expressions: found.expressions,
    imports: found.imports,
    values: named(false),
    types: named(true),
    functions: found.functions,
  };
}

interface Found {
  quoted: Node[];
  expressions: string[];
  imports: Import[];
  functions: FoundFunction[];
}

/** Looks at a node and all in it; `above` are those it stands in, the nearest last. */
function visit(node: Node, above: readonly Node[], found: Found): void {
  const source = node['source'] as Node | null | undefined;
  if (/^(?:Import|Export\w*)Declaration$/.test(node.type) && source) {
    const kind = node['importKind'] ?? node['exportKind'];
    found.imports.push({ from: String(source['value']), typeOnly: kind === 'type' });
  }
  const asked = node.type === 'ImportExpression' || node.type === 'TSImportType' ? source : undefined;
  if (typeof asked?.['value'] === 'string') {
    found.imports.push({ from: asked['value'], typeOnly: node.type === 'TSImportType' });
  }
  if (node.type === 'TemplateElement' || (node.type === 'Literal' && isQuoted(node))) found.quoted.push(node);
  if (node['regex']) found.expressions.push(String(node['raw']));
  if (/Function|^FunctionDeclaration$/.test(node.type) && hasLines(node)) {
    found.functions.push(functionOf(node, above));
  }
  const path = [...above.slice(-2), node];
  for (const child of Object.values(node)) {
    for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) visit(one, path, found);
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

const isQuoted = (node: Node) => typeof node['value'] === 'string' || Boolean(node['regex']);

/** Whether it has a body of its own; an arrow before a mere value is as long as that. */
function hasLines({ body }: Node): boolean {
  return isNode(body) && (body.type === 'BlockStatement' || body.type === 'ParenthesizedExpression');
}

function functionOf(node: Node, above: readonly Node[]): FoundFunction {
  const parent = above.at(-1);
  const named = [node['id'], parent?.['key'], parent?.['id']].find(isNode);
  const callee = parent?.type === 'CallExpression' ? (parent['callee'] as Node) : undefined;
  const called = (callee?.['object'] as Node | undefined) ?? callee;
  return {
    name: String(named?.['name'] ?? 'function'),
    start: parent?.type === 'MethodDefinition' || parent?.['method'] ? parent.start : node.start,
    end: node.end,
    ofTest: TESTS.test(String(called?.['name'])),
  };
}

/** The text with each of these parts replaced by as many signs. */
function blanked(
  text: string,
  parts: readonly { start: number; end: number }[],
  by: (part: string) => string,
): string {
  let out = '';
  let at = 0;
  for (const { start, end } of [...parts].sort((a, b) => a.start - b.start)) {
    out += text.slice(at, start) + by(text.slice(start, end));
    at = end;
  }
  return out + text.slice(at);
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** Keeps the quotes of a quoted text, and nothing else of it. */
function inside(text: string): string {
  const edge = (sign: string) => (/['"`]/.test(sign) ? sign : ' ');
  return text.length < 2 ? blank(text) : `${edge(text[0]!)}${blank(text.slice(1, -1))}${edge(text.at(-1)!)}`;
}

/** The number of the line, from 1, on which a position of a text is. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

/**
 * How many lines each function has of its own: those of a function inside it are that one's. A factory whose
 * closures are small is small, however many it has.
 */
export function ownLines(text: string, functions: readonly FoundFunction[]): Map<FoundFunction, number> {
  const starts = [0];
  for (const match of text.matchAll(/\n/g)) starts.push(match.index + 1);
  const owners: (FoundFunction | undefined)[] = starts.map(() => undefined);
  const line = (position: number) => starts.findLastIndex((start) => start <= position);
  // Sorted by start, an inner one comes later and takes its lines from the outer one.
  const sorted = functions.toSorted((a, b) => a.start - b.start || b.end - a.end);
  for (const found of sorted) owners.fill(found, line(found.start), line(found.end - 1) + 1);
  const own = new Map(functions.map((found) => [found, 0]));
  for (const owner of owners) if (owner) own.set(owner, own.get(owner)! + 1);
  return own;
}
