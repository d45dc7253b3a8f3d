import type { ServiceManifest } from '@sagashop/chassis/service/manifest';

export const manifest: ServiceManifest = {
  name: 'catalog',
  position: 2,
  open: async () => (await import('./app.ts')).openCatalog,
  database: true,
  calls: { stock: ['open'] },
  subscribes: { stock: ['availability_changed'] },
  capabilities: { 'audit-log': ['audit-log'] },
  operatorCalls: ['seed'],
  routes: ['products', 'categories', 'search', 'pictures', 'exports/products.csv'],
  uploads: { '/api/products/:id/pictures': 10_100_000 },
};
