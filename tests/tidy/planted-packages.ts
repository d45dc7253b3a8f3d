/** Violations of the rules for packages. */
export const PLANTED_PACKAGES = {
  'packages know packages only, downwards': {
    bad: [
      { 'packages/kernel/src/money.ts': "import { run } from '@sagashop/saga/run';" },
      { 'packages/kernel/src/money.ts': "import { Type } from 'typebox';" },
      { 'packages/saga/src/run.ts': "import type { Money } from '@sagashop/kernel/money';" },
      { 'packages/chassis/src/http/app.ts': "export { prices } from '@sagashop/catalog/contract';" },
      { 'packages/chassis/src/http/app.ts': "const x = await import('@sagashop/order/app');" },
      { 'packages/shop-world/src/shop.ts': "import { hold } from '@sagashop/order/contract';" },
      { 'packages/shop-world/src/shop.ts': "import { hold } from '@sagashop/payment/contract';" },
      { 'packages/chassis/src/http/app.ts': "import { tellWorld } from '@sagashop/shop-world/tell-world';" },
    ],
    good: {
      'packages/shop-world/src/shop.ts': "import { placeOrderSaga } from '@sagashop/order/simulated';",
      'packages/kernel/src/ids.ts': "import { randomBytes } from 'node:crypto';",
      'packages/chassis/src/errors.ts': "import { refusals } from '@sagashop/kernel/problem';",
      'packages/saga/src/log.ts':
        "// import { x } from '@sagashop/order/app';\nconst s = \"from '@sagashop/x/y'\";",
    },
  },
  'inside the chassis imports go downwards': {
    bad: [
      { 'packages/chassis/src/postgres/pool.ts': "import { log } from '../observe/log.ts';" },
      { 'packages/chassis/src/http/app.ts': "import type { Service } from '../service/service.ts';" },
      { 'packages/chassis/src/errors.ts': "import { log } from './observe/log.ts';" },
    ],
    good: {
      'packages/chassis/src/observe/log.ts': "import { plain } from '../text/plain.ts';",
      'packages/chassis/src/http/app.ts': "import { refuse } from '../errors.ts';\nimport './lists.ts';",
      'packages/chassis/src/testing.ts': "import { service } from './service/service.ts';",
    },
  },
  'the chassis knows no word of the shop': {
    bad: [
      { 'packages/chassis/src/errors.ts': "title: 'There is no such product.'" },
      { 'packages/chassis/src/http/request-log.ts': "const ORDERS = '/api/orders';" },
    ],
    good: {
      'packages/chassis/src/http/app.ts': '// a route such as /api/products\nconst routes = new Set();',
      'packages/chassis/test/http.test.ts': "app.get('/api/products');",
    },
  },
  'what is fit to be a package of its own needs nothing of ours': {
    bad: [
      { 'packages/saga/src/run.ts': "import { newId } from '@sagashop/kernel/ids';" },
      { 'packages/saga/src/run.ts': "import pino from 'pino';" },
      { 'packages/saga/examples/book-trip.ts': "import { newId } from '@sagashop/kernel/ids';" },
      { 'packages/chassis/src/postgres/pool.ts': "import { plain } from '../text/plain.ts';" },
      { 'packages/chassis/src/postgres/connect.ts': "const name = 'sagashop-order';" },
    ],
    good: {
      'packages/saga/src/simulate/host.ts':
        "import { run } from '../run.ts';\nimport { Type } from 'typebox';",
      'packages/saga/examples/book-trip.ts': "import { createRunner } from '@sagashop/saga/run';",
      'packages/chassis/src/postgres/connect.ts':
        "// sagashop's\nimport postgres from 'postgres';\nimport { connect } from 'node:net';\nimport './pool.ts';",
    },
  },
};
