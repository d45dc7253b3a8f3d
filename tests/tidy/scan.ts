/** A text with parts of it blanked out; lines and columns stay where they are. */
export interface Scanned {
  /** Without comments and without what stands inside quotes. */
  code: string;
  /** Without comments. */
  uncommented: string;
  /** The regular expressions that stand in it, as they are written: with their slashes and flags. */
  expressions: string[];
}

const SPACE = /\s+/y;
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|^#![^\n]*/y;
const QUOTED = /'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*"/y;
const TEMPLATE = /`(?:\\[\s\S]|\$(?!\{)|[^`\\$])*(?:`|\$\{)/y;
const TEMPLATE_GOES_ON = /\}(?:\\[\s\S]|\$(?!\{)|[^`\\$])*(?:`|\$\{)/y;
/** Not the end of a tag that stands between brackets in markup. */
const REGEX = /\/(?!>)(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;
const WORD = /[\w$]+/y;
/** After one of these a slash begins a regular expression; after a value it divides. */
const BEFORE_REGEX = /^$|[-(,=:[!&|?{};+*%~^<>]$|^(?:return|typeof|case|in|of|await|yield)$/;

/** Blanks comments and quoted texts of TypeScript or JavaScript. Good enough for code that Biome has formatted. */
export function scan(source: string): Scanned {
  let code = '';
  let uncommented = '';
  const expressions: string[] = [];
  let last = ''; // the word or character before, which tells what a slash is
  const open: number[] = []; // per template that is open: braces open inside its ${…}
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  const add = (inCode: string, text: string, shown = text) => {
    code += inCode;
    uncommented += shown;
    at += text.length;
  };
  while (at < source.length) {
    const space = take(SPACE);
    if (space !== undefined) {
      add(space, space);
      continue;
    }
    const comment = take(COMMENT);
    if (comment !== undefined) {
      add(blank(comment), comment, blank(comment));
      continue;
    }
    const goesOn = open.at(-1) === 0 && source[at] === '}';
    const template = goesOn ? take(TEMPLATE_GOES_ON) : take(TEMPLATE);
    if (template !== undefined) {
      if (goesOn) open.pop();
      if (template.endsWith('${')) open.push(0);
      add(inside(template), template);
      last = template.endsWith('${') ? '{' : '`';
      continue;
    }
    const expression = BEFORE_REGEX.test(last) ? take(REGEX) : undefined;
    if (expression !== undefined) expressions.push(expression);
    const quoted = take(QUOTED) ?? expression;
    const text = quoted ?? take(WORD) ?? source[at]!;
    if (text === '{' && open.length > 0) open[open.length - 1]! += 1;
    if (text === '}' && open.length > 0) open[open.length - 1]! -= 1;
    add(quoted === undefined ? text : inside(quoted), text);
    last = quoted === undefined ? text : '`';
  }
  return { code, uncommented, expressions };
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** Keeps the quotes of a quoted text, but no braces, so that braces in code still match. */
function inside(text: string): string {
  const edge = (sign: string) => (/['"`]/.test(sign) ? sign : ' ');
  return `${edge(text[0]!)}${blank(text.slice(1, -1))}${edge(text.at(-1)!)}`;
}

/** The number of the line, from 1, on which a position of a text is. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
