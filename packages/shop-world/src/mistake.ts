import { advance } from '@sagashop/saga/advance';
import type { Parts } from '@sagashop/saga/simulate/simulate';
import type { World } from '@sagashop/saga/simulate/world';
import type { Row } from './orders.ts';

/** A known mistake of those who write sagas: it takes parts as they should be, and gives one back as it should not be. */
export interface Mistake {
  readonly parts?: (parts: Parts<Row>) => Partial<Parts<Row>>;
  readonly world?: (world: World<Row>) => World<Row>;
}

type Advance = typeof advance;
type Handle = Parts<Row>['handle'];
type Log = Parameters<Parts<Row>['log']>;

export const withAdvance = (spoiled: (own: Advance) => Advance): Mistake => ({
  parts: (parts) => ({ advance: spoiled(parts.advance ?? advance) }),
});

export const withHandle = (spoiled: (own: Handle) => Handle): Mistake => ({
  parts: ({ handle }) => ({ handle: spoiled(handle) }),
});

export const withLog = (spoiled: (...own: Log) => Log[0]): Mistake => ({
  parts: (parts) => ({ log: (log, db) => spoiled(parts.log(log, db), db) }),
});
