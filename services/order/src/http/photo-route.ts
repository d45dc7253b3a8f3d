import { refuse } from '@sagashop/chassis/errors';
import { mayForOthers } from '@sagashop/chassis/http/access';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { Id } from '@sagashop/chassis/http/shapes';
import type { Pictures } from '@sagashop/pictures/store-picture';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { isOwnStop } from '../shipping/find-shipments.ts';
import { findOrder } from '../store/orders.ts';
import { readPhoto } from '../store/photo-files.ts';
import { findPhoto } from '../store/photos.ts';
import { orderOfShipment } from '../store/shipments.ts';
import { onlyCourier } from './only-courier.ts';
import type { ShipmentReading } from './shipments-list.ts';

type Asking = Parameters<typeof signedIn>[0];

/** `GET /api/shipments/{id}/photos/{nth}`: the photo of the n-th thing that has become of a parcel. */
export function photoRoute(app: App, reading: ShipmentReading & { pictures: Pictures }): void {
  app.get(
    '/api/shipments/:id/photos/:nth',
    {
      config: { service: 'order', needs: 'signed in', othersNeed: permission('shipments.read') },
      schema: {
        summary: 'The photo of what has become of a parcel',
        tags: ['shipments'],
        params: Type.Object({ id: Id, nth: Type.String({ pattern: '^[1-9][0-9]{0,5}$' }) }),
      },
    },
    async (request, reply) => {
      const { id, nth } = request.params;
      if (!(await maySee(reading, id, request))) throw refuse.not_found();
      const photo = await findPhoto(reading.sql, id, Number(nth));
      const bytes = photo && (await readPhoto(reading.pictures, photo));
      if (!bytes) throw refuse.not_found();
      // What is proven does not change; but whoever signs out shall not leave it behind for long.
      return reply.header('cache-control', 'private, max-age=600').type('image/webp').send(bytes);
    },
  );
}

/** Its order's owner, and staff; whoever is a courier alone, of their own stops. */
async function maySee(reading: ShipmentReading, shipment: string, request: Asking): Promise<boolean> {
  const order = await orderOfShipment(reading.sql, shipment);
  if (!order) return false;
  const user = signedIn(request).userId;
  if (mayForOthers(request) && !onlyCourier(request)) return true;
  if (await findOrder(reading.sql, order, user)) return true;
  return mayForOthers(request) && isOwnStop(reading, { order, shipment, user });
}
