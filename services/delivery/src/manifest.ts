import type { ServiceManifest } from '@sagashop/chassis/service/manifest';

export const manifest: ServiceManifest = {
  name: 'delivery',
  position: 6,
  open: async () => (await import('./app.ts')).openDelivery,
  database: true,
  routes: ['delivery', 'couriers'],
};
