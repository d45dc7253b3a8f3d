/** Violations planted in the rooms of services and packages. */
export const PLANTED_ROOMS = {
  'services and packages have known rooms only': {
    bad: [
      { 'services/stock/src/services/stock.ts': '' },
      { 'services/stock/src/stock.ts': '' },
      { 'services/stock/src/sagas/move.ts': '' },
      { 'services/order/src/actions/place-order.ts': '' },
      { 'services/stock/src/store/deep/goods.ts': '' },
      { 'services/stock/migrations/goods.sql': '' },
      { 'packages/saga/src/log/postgres.ts': '' },
      { 'packages/chassis/src/cellar/log.ts': '' },
    ],
    good: {
      'services/stock/src/store/goods.ts': '',
      'services/order/src/running/saga-runner.ts': '',
      'services/gateway/src/identifier.ts': '',
      'services/stock/test/store/deep/goods.test.ts': '',
      'services/stock/migrations/0001-goods.sql': '',
      'packages/saga/src/run.ts': '',
      'packages/saga/src/simulate/host.ts': '',
      'packages/saga/examples/book-trip.ts': '',
      'packages/chassis/src/observe/log.ts': '',
      'cli/src/load/report.ts': '',
    },
  },
  'inside a service imports go one way': {
    bad: [
      {
        'services/stock/src/domain/goods.ts': "import type { Tx } from '@sagashop/chassis/postgres/connect';",
      },
      { 'services/stock/src/domain/goods.ts': "import { saveGoods } from '../store/goods.ts';" },
      { 'services/stock/src/domain/goods.ts': "import { readFile } from 'node:fs';" },
      { 'services/audit/src/domain/facts.ts': "import { OrderFact } from '@sagashop/order/contract';" },
      { 'services/stock/src/store/goods.ts': "import { receiveGoods } from '../actions/receive-goods.ts';" },
      { 'services/stock/src/store/goods.ts': "import type { App } from '@sagashop/chassis/http/app';" },
      { 'services/stock/src/actions/receive-goods.ts': "import { Query } from '../http/stock.ts';" },
      { 'services/stock/src/actions/receive-goods.ts': "import { openStock } from '../app.ts';" },
      { 'services/stock/src/http/stock.ts': "import { commands } from '../messages/commands.ts';" },
      {
        'services/stock/src/actions/handle.ts':
          "import { participant } from '@sagashop/chassis/work/participant';",
      },
      { 'services/stock/src/contract.ts': "import { Goods } from './domain/goods.ts';" },
      {
        'services/order/src/running/saga-runner.ts':
          "import { placeOrder } from '../placing/place-order.ts';",
      },
      {
        'services/order/src/watching/watch-orders.ts':
          "import { signals } from '../running/order-signals.ts';",
      },
    ],
    good: {
      'services/stock/src/app.ts': "import { routes } from './http/stock.ts';",
      'services/stock/src/messages/handle-commands.ts':
        "import { participant } from '@sagashop/chassis/work/participant';",
      'services/stock/src/actions/save.ts': "import type { Turn } from '@sagashop/chassis/work/participant';",
      'services/stock/src/http/stock.ts': "import { find } from '../store/goods.ts';",
      'services/stock/src/actions/receive-goods.ts': "import { save } from '../store/goods.ts';",
      'services/stock/src/store/goods.ts': "import type { Goods } from '../domain/goods.ts';",
      'services/audit/src/domain/facts.ts': "import type { OrderFact } from '@sagashop/order/contract';",
      'services/stock/src/domain/goods.ts': "import { total } from '@sagashop/kernel/money';",
      'services/order/src/placing/place-order.ts':
        "import type { Running } from '../running/open-running.ts';",
      'services/gateway/src/app.ts': "import { identifier } from './sessions.ts';",
    },
  },
};
