import type { ServiceManifest } from '@sagashop/chassis/service/manifest';

export const manifest: ServiceManifest = {
  name: 'stock',
  position: 5,
  open: async () => (await import('./app.ts')).openStock,
  database: true,
  calls: { catalog: ['find', 'names'], user: ['user-names'] },
  publishes: ['availability_changed'],
  capabilities: { figures: ['figures'], lab: ['lab'], 'audit-log': ['audit-log'] },
  routes: ['stock', 'exports/stock.csv'],
};
