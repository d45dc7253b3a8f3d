import { run } from 'node:test';
import { spec } from 'node:test/reporters';

// Runs the test files that its arguments name after how many at once, in their order: `node --test` sorts them, so that
// those that take the longest began last and were waited for alone. Ends with 0 when all pass.
const [atOnce, ...files] = process.argv.slice(2);
const tests = run({ files, concurrency: Number(atOnce) });
tests.on('test:summary', ({ file, success }) => {
  if (file === undefined && !success) process.exitCode = 1;
});
tests.on('test:fail', ({ todo }) => {
  if (todo === undefined || todo === false) process.exitCode = 1;
});
tests.compose(spec).pipe(process.stdout);
