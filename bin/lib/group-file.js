import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const COST = new URL('./test-cost.js', import.meta.url).href;

// A file that throws while it is read is a test that fails; else the process would wait in silence for the end of what
// never began. What it had opened by then would hold the process for ever: it ends a second after its last test.
const READ = `let broken = false;
const read = async (file, url) => {
  try {
    await import(url);
  } catch (error) {
    broken = true;
    test(file + ' can be read', () => { throw error; });
  }
};
after(() => broken && setTimeout(() => process.exit(), 1000).unref());`;

// A file is read when the one before it has ended, with all that it had opened.
const IN_TURN = `const inTurn = (file, url) => new Promise((ended) => {
  const before = cpuSeconds();
  describe(file, async () => {
    await read(file, url);
    after(() => {
      noteCost(file, cpuSeconds() - before);
      ended();
    });
  });
});
test(title, async () => {
  for (const [file, url] of files) await inTurn(file, url);
});`;

// What the files share ends when no test of the process is left: the first test ends when all files are read.
const AT_ONCE = `let allRead;
test(title, () => new Promise((resolve) => { allRead = resolve; }));
for (const [file, url] of files) await read(file, url);
allRead();`;

/**
 * Writes into `folder` the test file of a group and returns its path: it runs `files` (paths below `root`) in one
 * process, one after the other, each with an end of its own, or `atOnce`, so that they share what they open.
 */
export function groupFile({ folder, root, name, files, atOnce }) {
  const path = join(folder, `${name}.test.mjs`);
  const urls = files.map((file) => [file, pathToFileURL(join(root, file)).href]);
  const program = [
    "import { after, describe, test } from 'node:test';",
    `import { cpuSeconds, noteCost } from '${COST}';`,
    `const title = '${name}: ${files.length} files in one process';`,
    `const files = ${JSON.stringify(urls)};`,
    READ,
    atOnce ? AT_ONCE : IN_TURN,
  ];
  writeFileSync(path, `${program.join('\n')}\n`);
  return path;
}
