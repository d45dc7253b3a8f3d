/** A function with a body. Positions are in the scanned code. */
export interface FoundFunction {
  name: string;
  start: number;
  end: number;
}

const DECLARED = /\bfunction\b\s*\*?\s*(\w*)\s*(?:<[^()]*>)?\(/g;
const METHOD =
  /^[ \t]+(?:(?:async|static|get|set|override|private|public|protected)\s+)*\*?\s*([\w#]+)\s*(?:<[^()]*>)?\(/gm;
const ARROW = /=>\s*[({]/g;
const NO_METHOD = new Set(['if', 'for', 'while', 'switch', 'catch', 'function', 'return', 'await', 'with']);
/** Before a brace, one of these says that the brace opens a type and not a body. */
const TYPE_GOES_ON = /(?:[:|&<,([?]|=>|\b(?:is|extends|keyof|readonly))\s*$/;
const CLOSING: Record<string, string> = { '(': ')', '{': '}', '[': ']' };

/** Finds the functions in code without comments and quoted texts, by matching brackets. */
export function findFunctions(code: string): FoundFunction[] {
  const found: FoundFunction[] = [];
  for (const pattern of [DECLARED, METHOD]) {
    for (const match of code.matchAll(pattern)) {
      if (pattern === METHOD && NO_METHOD.has(match[1]!)) continue;
      const body = bodyAfter(code, match.index + match[0].length - 1);
      if (body === undefined) continue;
      const start = match.index + match[0].search(/\S/);
      found.push({ name: match[1] || 'function', start, end: closing(code, body) });
    }
  }
  for (const match of code.matchAll(ARROW)) {
    const line = code.lastIndexOf('\n', match.index) + 1;
    const name = /(?:const|let)\s+(\w+)|(\w+):/.exec(code.slice(line, match.index));
    const end = closing(code, match.index + match[0].length - 1);
    found.push({ name: name?.[1] ?? name?.[2] ?? 'arrow function', start: match.index, end });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Where the bracket that opens at a position closes; the end of the text when it never does. */
function closing(code: string, at: number): number {
  const opens = code[at]!;
  const closes = CLOSING[opens];
  let depth = 0;
  for (let index = at; index < code.length; index += 1) {
    if (code[index] === opens) depth += 1;
    if (code[index] === closes) depth -= 1;
    if (depth === 0) return index;
  }
  return code.length - 1;
}

/** Where the body opens of a function whose parameters open at a position; undefined when it has none. */
function bodyAfter(code: string, parameters: number): number | undefined {
  let at = closing(code, parameters) + 1;
  const next = /\s*(\S)/y;
  next.lastIndex = at;
  const sign = next.exec(code)?.[1];
  if (sign !== ':' && sign !== '{') return undefined;
  for (; at < code.length; at += 1) {
    if (code[at] === ';' || code[at] === '=') {
      if (code[at + 1] !== '>') return undefined;
    } else if (code[at] === '{') {
      if (!TYPE_GOES_ON.test(code.slice(0, at).slice(-20))) return at;
      at = closing(code, at);
    } else if (code[at] === '(') at = closing(code, at);
  }
  return undefined;
}

/**
 * How many lines each function has of its own: those of a function inside it are that one's. A factory whose
 * closures are small is small, however many it has.
 */
export function ownLines(code: string, functions: readonly FoundFunction[]): Map<FoundFunction, number> {
  const starts = [0];
  for (const match of code.matchAll(/\n/g)) starts.push(match.index + 1);
  const owners: (FoundFunction | undefined)[] = starts.map(() => undefined);
  const line = (position: number) => starts.findLastIndex((start) => start <= position);
  // Sorted by start, an inner one comes later and takes its lines from the outer one.
  for (const found of functions) owners.fill(found, line(found.start), line(found.end) + 1);
  const own = new Map(functions.map((found) => [found, 0]));
  for (const owner of owners) if (owner) own.set(owner, own.get(owner)! + 1);
  return own;
}
