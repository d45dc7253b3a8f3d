import { checkSync } from 'recheck';
import { scan } from './scan.ts';
import { isCode, isTest, type Rule, type Source } from './source.ts';

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
function expressionsOf(scanned: { uncommented: string; expressions: readonly string[] }): Expression[] {
  const literals = scanned.expressions.map((written) => {
    const [, source = '', flags = ''] = LITERAL.exec(written) ?? [];
    return { written, source, flags };
  });
  const texts = [...scanned.uncommented.matchAll(AS_TEXT)].map(([written, , pattern, , made]) => {
    const source = (pattern ?? made ?? '').replaceAll(/\$\{[^}]*\}/g, 'x').replaceAll(/\\([\s\S])/g, '$1');
    return { written, source, flags: 'u' };
  });
  return [...literals, ...texts];
}

/** The regular expressions that a request can reach, by their files. */
export function expressionsReached(files: readonly Source[]): { path: string; expressions: Expression[] }[] {
  return files
    .filter((file) => isCode(file) && !isTest(file.path) && REACHED.test(file.path))
    .map(({ path, text }) => ({ path, expressions: expressionsOf(scan(text)) }))
    .filter(({ expressions }) => expressions.length > 0);
}

/**
 * A regular expression takes time in proportion to the text, whatever the text is: one that tries the same letters
 * again and again lets one request stop a whole process.
 */
export const linearExpressions: Rule = (files) =>
  expressionsReached(files).flatMap(({ path, expressions }) =>
    expressions.flatMap(({ written, source, flags }) => {
      if (source === '')
        return [{ path, says: `makes a regular expression of what is not here: ${written}` }];
      const judged = judge(source, flags);
      return judged === 'linear'
        ? []
        : [{ path, says: `has one that can take very long (${judged}): ${written}` }];
    }),
  );

const judgements = new Map<string, string>();
/** Few and small: what the machinery of automata cannot judge is tried with made up texts, which takes long. */
const SEARCH = { randomSeed: 1, timeout: 60_000, maxIteration: 4, maxInitialGenerationSize: 100 };

function judge(source: string, flags: string): string {
  const key = `/${source}/${flags}`;
  let judged = judgements.get(key);
  if (judged === undefined) {
    judged = isPlain(source) ? 'linear' : judgeWell(source, flags);
    judgements.set(key, judged);
  }
  return judged;
}

/** Without a repetition that is open or that repeats a group, it ends soon after it has begun. */
function isPlain(source: string): boolean {
  const signs = source.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]/gs, 'x');
  return !/[*+]|\)\{|\{\d+,\}/.test(signs);
}

function judgeWell(source: string, flags: string): string {
  // Its Java and native editions are not on every machine; this one is, and a seed makes it say the same each time.
  process.env['RECHECK_BACKEND'] = 'pure';
  const judged = checkSync(source, flags, SEARCH);
  if (judged.status === 'safe') return 'linear';
  return judged.status === 'vulnerable' ? judged.complexity.summary : judged.status;
}
