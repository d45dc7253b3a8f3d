import { readFileSync } from 'node:fs';
import { commandLine } from '../../cli/src/commands.ts';

const HEAD = `# Commands

Written by \`npm run docs:reference\` from what the command line itself declares; a test compares. \`npm start\` and
\`npm test\` set up what is missing; \`./bin/sagashop\` does too, and \`npx sagashop\` in the folder is the same.

What a command does not know is refused with the nearest name, and exit code 2; nothing is done. Any other failure is
said in a sentence, with exit code 1.

## sagashop
`;

/** What each of the scripts in package.json does; those that only serve others are not for people. */
const SCRIPTS: Readonly<Record<string, string>> = {
  start: '`sagashop up`. Options follow `--`: `npm start -- --no-demo`',
  test: 'runs all checks and tests; `npm test -- services/payment` only the tests whose path has this part',
  'test:long': 'the tests that take long (`tests/long`)',
  'test:deploy':
    'builds the image and runs it, Compose, the Helm chart and Prometheus, on Linux as root; says what it could not run',
  check: 'types, style and unused code, without tests',
  format: 'formats, and mends what can be mended by itself',
  simulate:
    'runs the sagas in 20,000 simulated worlds full of faults; `npm run simulate -- --seed 7` tells the story of one ' +
    '([how](../simulation.md))',
  bench:
    'what an order costs on this machine, in a quarter of an hour, beside a bare route, the rows alone and the same ' +
    'saga without batches; `npm run bench -- --quick` in minutes; `npm run bench -- --peers` beside the same saga on ' +
    'DBOS Transact and on Restate ([how](../../bench/README.md))',
  'bench:pages':
    'Lighthouse on the pages that are seen most, on a throttled phone, and how long what is pressed there waits for its ' +
    'frame, five times each, in a shop of its own',
  chart: 'writes what is generated in the Helm chart anew',
  dashboards: 'writes the Grafana dashboards anew, and the chart, which has them too',
  'docs:api': 'writes docs/api and docs/limits.md anew, from the routes',
  'docs:patterns': 'writes the index of docs/patterns anew, from its pages',
  'docs:reference': 'writes docs/reference anew, from what the code declares',
  'docs:screenshots':
    '`npm run docs:screenshots -- URL`: takes the pictures of the pages anew, in a running shop',
  services:
    'writes anew what says something of each service: Compose, the chart, Prometheus, secrets, the drawing in ' +
    'ARCHITECTURE.md and docs/reference/services.md',
  'types:web':
    "writes the types of the pages' API anew, from docs/api/gateway.json; checks and builds do it too",
  sbom: "prints the image's bill of materials (CycloneDX)",
};

/** docs/reference/commands.md. Throws for a script of package.json that has no words, or words that have no script. */
export function commandsPage(): string {
  const own = commandLine().commands.map(section);
  return `${HEAD}${own.join('')}\n## npm scripts\n\n| command | what |\n|---|---|\n${scripts().join('\n')}\n`;
}

function section(command: ReturnType<typeof commandLine>): string {
  const usage = `sagashop ${command.name()} ${command.usage()}`.replace(/ ?\[options\]/, '');
  const names = command.registeredArguments.filter(({ description }) => description);
  const rows = [
    ...names.map((name) => `| \`${name.name()}\` | ${name.description} |`),
    ...command.options.map(({ flags, description }) => `| \`${flags}\` | ${description} |`),
  ];
  const table = rows.length > 0 ? `\n| | |\n|---|---|\n${rows.join('\n')}\n` : '';
  return `\n### \`${usage.trim()}\`\n\n${command.description()}\n${table}`;
}

function scripts(): string[] {
  const url = new URL('../../package.json', import.meta.url);
  const { scripts } = JSON.parse(readFileSync(url, 'utf8')) as { scripts: Record<string, string> };
  const odd = Object.keys(SCRIPTS).find((name) => !(name in scripts));
  if (odd) throw new Error(`package.json has no script ${odd}`);
  return Object.keys(scripts).map((name) => {
    if (!SCRIPTS[name])
      throw new Error(`tests/reference/commands.ts does not say what the script ${name} does`);
    const run = name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`;
    return `| \`${run}\` | ${SCRIPTS[name]} |`;
  });
}
