import type { HOUSE } from './house.ts';
import { PLANTED_CODE } from './planted-code.ts';
import { PLANTED_DOCS } from './planted-docs.ts';
import { PLANTED_PACKAGES } from './planted-packages.ts';
import { PLANTED_ROOMS } from './planted-rooms.ts';
import { PLANTED_WEB } from './planted-web.ts';

/** Files, by path. */
type Files = Record<string, string>;

interface Planted {
  /** Each of these alone must be complained about, at its own path unless `at` says where. */
  bad: readonly Files[];
  at?: string;
  /** None of these may be complained about. */
  good: Files;
  /** Stands beside every one of them. */
  beside?: Files;
}

const DRAWN =
  '```mermaid\nflowchart TD\n  order -->|asks| catalog\n  order --> payment & stock\n  user ==>|leaving| order\n  gateway -.-> order\n```\n';
const manifest = (more: object) => JSON.stringify({ private: true, type: 'module', ...more });

/** Violations planted in a house that is otherwise in order: each must be found, and nothing else. */
export const PLANTED: Record<keyof typeof HOUSE, Planted> = {
  'no file is named so that anything may go into it': {
    bad: ['utils', 'helper', 'types', 'index', 'manager', 'common', 'misc'].map((name) => ({
      [`services/stock/src/store/${name}.ts`]: '',
    })),
    good: { 'services/stock/src/store/goods.ts': '', 'docs/index.md': '' },
  },
  'every service and package has a README': {
    bad: [{ 'services/stock/src/app.ts': '' }],
    at: 'services/stock',
    good: { 'packages/saga/README.md': '', 'packages/saga/src/run.ts': '' },
  },
  'migrations are numbered without a gap': {
    bad: [
      { 'services/stock/migrations/0001-again.sql': '' },
      { 'services/stock/migrations/0004-late.sql': '' },
    ],
    at: 'services/stock/migrations',
    good: { 'services/stock/migrations/0002-more.sql': '' },
    beside: { 'services/stock/migrations/0001-goods.sql': '', 'services/user/migrations/0001-users.sql': '' },
  },
  'services know contracts only, along the drawn arrows': {
    bad: [
      { 'services/order/src/placing/line-pricer.ts': "import { sql } from '@sagashop/catalog/app';" },
      { 'services/catalog/src/contract.ts': "import { x } from '@sagashop/order/contract';" },
      { 'services/user/src/actions/leave.ts': "import { x } from '@sagashop/order/contract';" },
      { 'services/gateway/src/app.ts': "import {\n  x,\n} from '@sagashop/order/contract';" },
      { 'services/stock/test/app.test.ts': "import { x } from '@sagashop/user/app';" },
    ],
    good: {
      'services/order/src/sagas/place-order.ts':
        "import * as stock from '@sagashop/stock/contract';\nimport { book } from '@sagashop/payment/contract';",
      'services/order/src/placing/line-pricer.ts': "import { prices } from '@sagashop/catalog/contract';",
      'services/order/src/messages/answer-leaving.ts': "import { leaving } from '@sagashop/user/contract';",
      'services/stock/test/app.test.ts': "import { openStock } from '@sagashop/stock/app';",
    },
    beside: { 'ARCHITECTURE.md': DRAWN },
  },
  'every drawn arrow is in the code': {
    bad: [
      { 'ARCHITECTURE.md': DRAWN.replace('& stock', '& stock & notify') },
      { 'ARCHITECTURE.md': DRAWN.replace('==>|leaving| order', '==>|leaving| order & notify') },
    ],
    good: { 'ARCHITECTURE.md': DRAWN },
    beside: {
      'services/order/src/app.ts': ['catalog', 'payment', 'stock', 'user']
        .map((name) => `import * as ${name} from '@sagashop/${name}/contract';`)
        .join('\n'),
    },
  },
  'relative imports stay at home, test machinery in tests': {
    bad: [
      {
        'services/order/src/placing/line-pricer.ts':
          "import { x } from '../../../catalog/src/store/products.ts';",
      },
      { 'services/order/src/app.ts': "import { testDatabase } from '@sagashop/chassis/testing';" },
      { 'packages/saga/src/run.ts': "import { world } from '../test/fake-world.ts';" },
    ],
    good: {
      'services/order/src/placing/line-pricer.ts': "import { x } from '../store/orders.ts';",
      'services/order/test/place.test.ts': "import { testDatabase } from '@sagashop/chassis/testing';",
      'cli/src/parent.ts': "import { takeLock } from '../../bin/lib/lock.js';",
    },
  },
  'a manifest loads nothing': {
    bad: [
      { 'services/stock/src/manifest.ts': "import { openStock } from './app.ts';" },
      { 'services/stock/src/manifest.ts': "import { reserve } from '@sagashop/stock/contract';" },
      { 'services/stock/src/manifest.ts': "const open = () => import('./config.ts');" },
    ],
    good: {
      'services/stock/src/manifest.ts':
        "import type { ServiceManifest } from '@sagashop/chassis/service/manifest';\nconst open = () => import('./app.ts');",
      'services/stock/src/main.ts': "import { openStock } from './app.ts';",
    },
  },
  ...PLANTED_CODE,
  'SQL stands in store/ only': {
    bad: [
      { 'services/stock/src/actions/receive-goods.ts': 'await tx`update goods set on_hand = 0`;' },
      { 'services/stock/src/http/stock.ts': 'const rows = await sql<Row[]>`\n  select 1`;' },
      { 'services/stock/src/app.ts': 'await database.sql.unsafe(text);' },
      { 'packages/chassis/src/http/app.ts': "const query = 'select id from goods where true';" },
      { 'cli/src/audit.ts': 'await sql`select 1`;' },
    ],
    good: {
      'services/stock/src/store/goods.ts': 'await tx`update goods set on_hand = 0`;',
      'services/stock/src/actions/receive-goods.ts':
        'await sql.begin((tx) => save(tx)); // as sql`select 1` would\n',
      'cli/src/postgres/databases.ts': 'await sql.unsafe(statements);',
      'services/stock/test/store.test.ts': 'await sql`select 1`;',
    },
  },
  'only what starts a process listens': {
    bad: [{ 'services/stock/src/app.ts': 'await app.listen({ port: 0 });' }],
    good: {
      'services/stock/src/main.ts': 'await app.listen({ port });',
      'cli/src/up.ts': 'gateway.listen({});',
    },
  },
  'the environment is read in config.ts only': {
    bad: [
      { 'services/stock/src/app.ts': 'const { PORT } = process.env;' },
      { 'packages/chassis/src/observe/log.ts': "process.env['LOG_LEVEL']" },
    ],
    good: {
      'services/stock/src/config.ts': 'process.env',
      'bin/start': 'process.env',
      'cli/src/config.ts': 'process.env',
    },
  },
  'a regular expression that a request can reach takes time in proportion': {
    bad: [
      { 'services/gateway/src/forward-headers.ts': 'const names = connection.split(/\\s*,\\s*/);' },
      { 'services/user/src/http/names.ts': 'const good = /^(?:a|a)*$/.test(name);' },
      { 'packages/chassis/src/http/shapes.ts': "Type.String({ pattern: '^(?:\\\\w+ ?)+$' })" },
      { 'web/app/shop/words.ts': "const word = new RegExp('^(.*)-(.*)$');" },
      { 'web/server/pages.ts': 'const path = url.replace(/\\/+$/, "");' },
      { 'web/app/shop/words.tsx': 'const word = new RegExp(pattern);' },
      // Nobody has judged it.
      { 'web/app/shop/words.ts': 'const word = /^q+z$/;' },
    ],
    good: {
      'services/gateway/src/forward-headers.ts': "const names = connection.split(',');",
      'services/user/src/http/names.ts': 'const x = /^[a-z]{1,9}$/.test(name) ? a / b / c : a;',
      'packages/chassis/src/http/shapes.ts': "Type.String({ pattern: '^\\\\d{4}$' }) // not /\\s*,\\s*/",
      'cli/src/up.ts': 'text.split(/\\s*,\\s*/)',
      'services/user/test/names.test.ts': 'text.split(/\\s*,\\s*/)',
    },
  },
  'no test is skipped or runs alone': {
    bad: [
      { 'services/stock/test/a.test.ts': "it.only('x', () => {});" },
      { 'tests/b.test.ts': "describe.skip('x', () => {});" },
      { 'tests/c.test.ts': "test('x', { skip: true }, () => {});" },
    ],
    good: { 'tests/a.test.ts': "test('it.only in a text', () => {});" },
  },
  'nothing says that it is left to do': {
    bad: [{ 'services/stock/src/app.ts': `// ${'TO'}DO: the rest` }, { 'README.md': `${'FIX'}ME` }],
    good: { 'services/stock/src/app.ts': '// todos() lists what is planned' },
  },
  'no code names a folder of one machine': {
    bad: [{ 'cli/src/up.ts': "const data = '/tmp/shop';" }, { 'bin/start': 'const node = `/opt/node/bin`;' }],
    good: {
      'cli/src/up.ts': "// not in '/tmp/shop'\nconst data = '.data';",
      'cli/test/up.test.ts': "'/tmp/shop'",
    },
  },
  'packages are private and pin what they need': {
    bad: [
      { 'services/stock/package.json': JSON.stringify({ type: 'module' }) },
      { 'services/stock/package.json': JSON.stringify({ private: true }) },
      { 'services/stock/package.json': manifest({ dependencies: { pino: '^10.4.0' } }) },
      { 'cli/package.json': manifest({ optionalDependencies: { a: '*' } }) },
    ],
    good: {
      'services/stock/package.json': manifest({ dependencies: { pino: '10.4.0', b: '18.4.0-beta.17' } }),
    },
    beside: { 'package.json': manifest({}) },
  },
  'the lock names no registry': {
    bad: [{ 'package-lock.json': '{"resolved": "https://registry.example/pino.tgz"}' }],
    good: { 'package-lock.json': '{"resolved": "packages/kernel", "link": true}' },
  },
  ...PLANTED_DOCS,
  ...PLANTED_ROOMS,
  ...PLANTED_PACKAGES,
  ...PLANTED_WEB,
};
