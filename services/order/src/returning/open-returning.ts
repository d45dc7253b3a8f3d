import type { Logger } from '@sagashop/chassis/observe/log';
import { sweeper } from '@sagashop/chassis/work/sweeper';
import { endReturns } from './end-returns.ts';
import { type Exchanging, placeExchanges } from './place-exchanges.ts';
import type { ReturnActing } from './return-goods.ts';
import type { ReturnShop } from './return-shop.ts';

const EVERY = 1000; // ms

interface Settings {
  SAGASHOP_TZ: string;
  SAGASHOP_RETURN_DAYS: number;
  SAGASHOP_RETURN_COME_DAYS: number;
  SAGASHOP_RETURN_ADDRESS?: string;
}

type Rest = Omit<ReturnActing, keyof Omit<ReturnShop, 'owner' | 'currency'>>;

/** What returns are done with in this process, and the sweeps that end what does not come and order what is wanted instead. */
export function openReturning(
  { log, config, placing }: { log: Logger; config: Settings; placing: Exchanging['placing'] },
  acting: Rest,
) {
  const returning = {
    ...acting,
    price: placing.price,
    days: config.SAGASHOP_RETURN_DAYS,
    comeDays: config.SAGASHOP_RETURN_COME_DAYS,
    sendTo: config.SAGASHOP_RETURN_ADDRESS,
    zone: config.SAGASHOP_TZ,
  };
  const exchanges = () => placeExchanges({ ...returning, placing }, log);
  const sweeps = [
    sweeper({ name: 'returns', first: 0, every: EVERY, work: () => endReturns(returning, log), log }),
    sweeper({ name: 'exchanges', first: 0, every: EVERY, work: exchanges, log }),
  ];
  return { returning, sweeps };
}
