import { readFileSync } from 'node:fs';
import { checkSync } from 'recheck';
import { isCode, isTest, parsed, type Rule, type Source } from './source.ts';

/** Code that a request can reach: what a client sends goes through its regular expressions; not the environment's. */
const REACHED = /^(?:services\/\w+\/src|packages\/\w+\/src|web\/app|web\/server)\/(?!config\.ts$)/;
const LITERAL = /^\/([\s\S]*)\/([a-z]*)$/;
/** A schema's `pattern`, and what is made a regular expression of while the program runs. */
const AS_TEXT =
  /\bpattern:\s*(['"`])((?:\\[\s\S]|(?!\1)[^\\])*)\1|\bRegExp\(\s*(?:(['"`])((?:\\[\s\S]|(?!\3)[^\\])*)\3)?/g;

/** A regular expression as it is written in a file, and its parts. */
export interface Expression {
  written: string;
  source: string;
  flags: string;
}

/** The regular expressions of a file; of one that is made of parts, each part that is not written out stands as `x`. */
function expressionsOf(code: { uncommented: string; expressions: readonly string[] }): Expression[] {
  const literals = code.expressions.map((written) => {
    const [, source = '', flags = ''] = LITERAL.exec(written) ?? [];
    return { written, source, flags };
  });
  const texts = [...code.uncommented.matchAll(AS_TEXT)].map(([written, , pattern, , made]) => {
    const source = (pattern ?? made ?? '').replaceAll(/\$\{[^}]*\}/g, 'x').replaceAll(/\\([\s\S])/g, '$1');
    return { written, source, flags: 'u' };
  });
  return [...literals, ...texts];
}

/** The regular expressions that a request can reach, by their files. */
export function expressionsReached(files: readonly Source[]): { path: string; expressions: Expression[] }[] {
  return files
    .filter((file) => isCode(file) && !isTest(file.path) && REACHED.test(file.path))
    .map((file) => ({ path: file.path, expressions: expressionsOf(parsed(file)) }))
    .filter(({ expressions }) => expressions.length > 0);
}

/** Those that were judged to take time in proportion; `npm run test:long` judges each of them anew. */
const LINEAR = new Set(JSON.parse(readFileSync(new URL('linear.json', import.meta.url), 'utf8')) as string[]);

/**
 * A regular expression takes time in proportion to the text, whatever the text is: one that tries the same letters
 * again and again lets one request stop a whole process.
 */
export const linearExpressions: Rule = (files) =>
  expressionsReached(files).flatMap(({ path, expressions }) =>
    expressions.flatMap(({ written, source, flags }) => {
      if (source === '')
        return [{ path, says: `makes a regular expression of what is not here: ${written}` }];
      const name = `/${source}/${flags}`;
      if (isPlain(source) || LINEAR.has(name)) return [];
      const judged = judge(source, flags);
      return judged === 'linear'
        ? [{ path, says: `has a good expression that tests/tidy/linear.json lacks: ${JSON.stringify(name)}` }]
        : [{ path, says: `has one that can take very long (${judged}): ${written}` }];
    }),
  );

/** Few and small: what the machinery of automata cannot judge is tried with made up texts, which takes long. */
const SEARCH = { randomSeed: 1, timeout: 60_000, maxIteration: 4, maxInitialGenerationSize: 100 };

/** Without a repetition that is open or that repeats a group, it ends soon after it has begun. */
function isPlain(source: string): boolean {
  const signs = source.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]/gs, 'x');
  return !/[*+]|\)\{|\{\d+,\}/.test(signs);
}

/** `linear`, or how the time grows at worst, or why nobody can tell. Takes up to seconds. */
export function judge(source: string, flags: string): string {
  // Its Java and native editions are not on every machine; this one is, and a seed makes it say the same each time.
  process.env['RECHECK_BACKEND'] = 'pure';
  const judged = checkSync(source, flags, SEARCH);
  if (judged.status === 'safe') return 'linear';
  return judged.status === 'vulnerable' ? judged.complexity.summary : judged.status;
}
