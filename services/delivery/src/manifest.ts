import type { ServiceManifest } from '@sagashop/chassis/service/manifest';

export const manifest: ServiceManifest = {
  name: 'delivery',
  position: 6,
  open: async () => (await import('./app.ts')).openDelivery,
  database: true,
  calls: { user: ['user-roles'] },
  publishes: ['moved'],
  capabilities: { figures: ['figures'], lab: ['lab'], 'audit-log': ['audit-log'] },
  routes: ['delivery', 'couriers', 'deliveries'],
};
