import type { App } from '@sagashop/chassis/http/app';
import type { WithdrawalRule } from '../domain/withdrawal-rule.ts';
import { returnPhotoRoute } from './return-photo.ts';
import { decisionRoutes, type ReturnAsking, receiptRoute, returnRoute } from './returns.ts';
import { readReturnRoute, returnsRoute } from './returns-list.ts';
import { termsRoute } from './terms.ts';

/** The routes about what customers send back: what they ask for, what staff say to it, and what has come. */
export function returnRoutes(app: App, acting: ReturnAsking, rule: WithdrawalRule): void {
  termsRoute(app, acting, rule);
  returnRoute(app, acting);
  decisionRoutes(app, acting);
  receiptRoute(app, acting);
  const { sql, currency, sendTo, pictures } = acting;
  returnsRoute(app, { sql, currency, sendTo });
  readReturnRoute(app, { sql, currency, sendTo });
  returnPhotoRoute(app, pictures);
}
