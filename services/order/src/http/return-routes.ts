import type { App } from '@sagashop/chassis/http/app';
import type { ReturnActing } from '../returning/return-goods.ts';
import { decisionRoutes, receiptRoute, returnRoute } from './returns.ts';
import { readReturnRoute, returnsRoute } from './returns-list.ts';

/** The routes about what customers send back: what they ask for, what staff say to it, and what has come. */
export function returnRoutes(app: App, acting: ReturnActing): void {
  returnRoute(app, acting);
  decisionRoutes(app, acting);
  receiptRoute(app, acting);
  returnsRoute(app, acting.sql, acting.currency);
  readReturnRoute(app, acting.sql, acting.currency);
}
