import type { RouteLimits } from '@sagashop/chassis/guards/allowances';
import type { App } from '@sagashop/chassis/http/app';
import { Type } from 'typebox';
import { shownWhole } from '../domain/shown-order.ts';
import { TRACKING_LIMITS } from '../domain/tracking-limits.ts';
import { trackOrder } from '../watching/track-order.ts';
import type { Withdrawing } from '../withdrawing/withdrawing.ts';
import { MilestonesShape, OrderShape } from './order-shapes.ts';

/** Guesses are counted as such; what fits is as cheap as a page. */
export const TRACKINGS: RouteLimits = {
  rates: [
    { by: 'address', room: 300, each: 0.2 },
    { by: 'user', room: 60, each: 1 },
  ],
  failures: [TRACKING_LIMITS.pair, ...TRACKING_LIMITS.thing, TRACKING_LIMITS.network],
};

export const TrackBody = Type.Object(
  {
    number: Type.String({
      format: 'line',
      minLength: 1,
      maxLength: 50,
      description: "the order's number, also as `#100618` or `№ 100618`",
    }),
    email: Type.String({ format: 'email', maxLength: 254, description: 'the address it was placed with' }),
  },
  { additionalProperties: false },
);

const { number, status, reason, lines, deliveryDate } = OrderShape.properties;
const TrackedOrder = Type.Object({
  number,
  status,
  reason,
  lines,
  deliveryDate,
  milestones: MilestonesShape,
  withdrawable: Type.Boolean({ description: 'whether its customer can withdraw from it, or from a part' }),
});

/** `POST /api/orders/track`: how an order stands, for anyone who knows its number and its e-mail address. */
export function trackRoute(app: App, withdrawing: Withdrawing): void {
  app.post(
    '/api/orders/track',
    {
      config: { service: 'order', needs: 'anyone', limits: TRACKINGS },
      schema: {
        summary: 'How an order stands, without an account',
        tags: ['orders'],
        body: TrackBody,
        response: { 200: TrackedOrder },
      },
    },
    async (request, reply) => {
      const given = { ...request.body, ip: request.ip };
      const { order, lines, milestones, withdrawable } = await trackOrder(withdrawing, given);
      reply.header('cache-control', 'no-store');
      return { ...shownWhole(order, lines, withdrawing.currency), milestones, withdrawable };
    },
  );
}
