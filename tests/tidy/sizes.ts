import { readFileSync } from 'node:fs';
import { lineAt, ownLines } from './parse.ts';
import { eachCode, isCode, isTest, type Rule } from './source.ts';

const MOST_LINES = 200;
/** What is for tests is a list, and is read one test at a time. */
const MOST_LINES_OF_TESTS = 300;
const MOST_LINES_OF_A_FUNCTION = 40;
/** Markup is formatted one attribute a line; it is long before it is much. */
const MOST_LINES_OF_MARKUP = 60;
const KERNEL = 250;

/** A file fits into a head. */
export const fileSizes: Rule = (files) =>
  eachCode(files, ({ path, text }) => {
    const most = isTest(path) ? MOST_LINES_OF_TESTS : MOST_LINES;
    const lines = linesOf(text);
    return lines > most ? `has ${lines} lines; the most is ${most}` : undefined;
  });

/** A function fits onto a screen. Lines of a function inside another count for the inner one. */
export const functionSizes: Rule = (files) =>
  eachCode(files, ({ path, text }, { functions }) => {
    const own = ownLines(text, functions);
    return functions.flatMap((found) => {
      const lines = own.get(found)!;
      const most = path.endsWith('.tsx') ? MOST_LINES_OF_MARKUP : MOST_LINES_OF_A_FUNCTION;
      if (lines <= most || (isTest(path) && found.ofTest)) return [];
      return [`${found.name} (line ${lineAt(text, found.start)}) has ${lines} lines; the most is ${most}`];
    });
  });

/** What everyone knows must stay small. */
export const kernelSize: Rule = (files) => {
  const lines = files
    .filter((file) => file.path.startsWith('packages/kernel/src/') && isCode(file))
    .reduce((sum, file) => sum + linesOf(file.text), 0);
  return lines > KERNEL
    ? [{ path: 'packages/kernel/src', says: `has ${lines} lines; the most is ${KERNEL}` }]
    : [];
};

/** What may only fall: the lines of half of our files, and of the machinery that every service stands on. */
const BUDGET = JSON.parse(readFileSync(new URL('budget.json', import.meta.url), 'utf8')) as {
  median: number;
  chassis: number;
};

/** The code as a whole does not grow into few large files, and the chassis does not grow. */
export const budget: Rule = (files) => {
  const own = files.filter((file) => isCode(file) && !isTest(file.path));
  const lines = own.map(({ text }) => linesOf(text)).sort((a, b) => a - b);
  const chassis = own.filter(({ path }) => path.startsWith('packages/chassis/src/'));
  const found = {
    median: lines[Math.floor(lines.length / 2)] ?? 0,
    chassis: chassis.reduce((sum, { text }) => sum + linesOf(text), 0),
  };
  return Object.entries(found)
    .filter(([name, many]) => many > BUDGET[name as keyof typeof BUDGET])
    .map(([name, many]) => ({
      path: 'tests/tidy/budget.json',
      says: `allows fewer lines for ${name} than the ${many} that there are`,
    }));
};

function linesOf(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
