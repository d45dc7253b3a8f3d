const long = (lines: number) => 'x();\n'.repeat(lines);
const body = (head: string, lines: number, end = '}') => `${head}\n${'  x();\n'.repeat(lines - 2)}${end}\n`;

/** What is planted against the rules about files and functions as such. */
export const PLANTED_CODE = {
  'no file imports itself by way of others': {
    bad: [
      {
        'services/stock/src/store/goods.ts': "import type { Row } from './rows.ts';",
        'services/stock/src/store/rows.ts': "import { goods } from './goods.ts';",
      },
      {
        'packages/saga/src/log.ts': "import { run } from '@sagashop/saga/run';",
        'packages/saga/src/run.ts': "import type { Log } from './log.ts';",
      },
    ],
    good: {
      'services/stock/src/store/goods.ts': "import type { Row } from './rows.ts';",
      'services/stock/src/store/rows.ts': "import { texts } from '@sagashop/chassis/postgres/arrays';",
    },
  },
  'a file is called what it exports': {
    bad: [
      { 'services/stock/src/actions/delete-goods.ts': 'export function removeGoods() {}' },
      { 'web/app/shop/price.server.ts': 'export const costOf = 1;' },
    ],
    good: {
      'services/stock/src/actions/delete-goods.ts':
        'export function deleteGoods() {}\nexport type Other = 1;',
      'services/stock/src/http/goods.ts': 'export const goodsRoutes = 1;',
      'services/stock/src/store/goods.ts': 'export const find = 1;\nexport const save = 2;',
      'services/stock/src/app.ts': 'export const openStock = 1;',
    },
  },
  'files are short': {
    bad: [{ 'cli/src/up.ts': long(201) }, { 'bin/start': long(201) }, { 'tests/x.test.ts': long(301) }],
    good: { 'cli/src/up.ts': long(200), 'tests/x.test.ts': long(300), 'docs/tour.md': long(999) },
  },
  'functions are short': {
    bad: [
      { 'cli/src/a.ts': body('export async function up(): Promise<{ code: number }> {', 41) },
      { 'cli/src/b.ts': body('const up = async (x: number) => {', 41, '};') },
      { 'cli/src/c.ts': `class C {\n${body('  async up<T>(x: T): Promise<void> {', 41, '  }')}}\n` },
      { 'tests/d.test.ts': body('function check() {', 41) },
    ],
    good: {
      'cli/src/a.ts': body('function up(s = "}", r = /[}/]/) {', 40),
      'cli/src/b.ts': `function up() {\n${body('  const a = () => {', 30, '  };').repeat(2)}}\n`,
      'tests/d.test.ts': body("test('a story', async () => {", 60, '});'),
    },
  },
  'the kernel is small': {
    bad: [{ 'packages/kernel/src/money.ts': long(51) }],
    at: 'packages/kernel/src',
    good: { 'packages/kernel/src/money.ts': long(50) },
    beside: { 'packages/kernel/src/ids.ts': long(200), 'packages/kernel/test/ids.test.ts': long(99) },
  },
  'what may only fall does not grow': {
    bad: [{ 'packages/chassis/src/http/app.ts': long(7000) }, { 'cli/src/up.ts': long(100) }],
    at: 'tests/tidy/budget.json',
    good: { 'packages/chassis/src/http/app.ts': long(20) },
  },
};
