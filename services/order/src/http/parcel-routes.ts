import type { App } from '@sagashop/chassis/http/app';
import type { Peers } from '@sagashop/chassis/service/calls';
import type { Pictures } from '@sagashop/pictures/store-picture';
import type { Acting } from '../running/act-once.ts';
import { picksRoute, unplannedRoute } from './packing-lists.ts';
import { photoRoute } from './photo-route.ts';
import { shipmentActsRoutes } from './shipment-acts.ts';
import { actRoutes, planRoute } from './shipments.ts';
import { roundRoute, shipmentsRoute } from './shipments-list.ts';

/** The routes about parcels: what goes into them, what becomes of them, who brings which, and what proves it; and many of them at once. */
export function parcelRoutes(
  app: App,
  parts: Acting & { peers: Peers; pictures: Pictures; zone: string },
): void {
  planRoute(app, parts);
  actRoutes(app, parts);
  photoRoute(app, parts);
  shipmentsRoute(app, parts);
  unplannedRoute(app, parts);
  picksRoute(app, parts);
  shipmentActsRoutes(app, parts.sql);
  roundRoute(app, parts);
}
