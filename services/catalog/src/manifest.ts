import type { ServiceManifest } from '@sagashop/chassis/service/manifest';

export const manifest: ServiceManifest = {
  name: 'catalog',
  position: 2,
  open: async () => (await import('./app.ts')).openCatalog,
  database: true,
  calls: {
    stock: ['open', 'variants', 'goods', 'import', 'undo-import', 'import-places', 'undo-import-places'],
    user: ['user-names'],
  },
  subscribes: { stock: ['availability_changed'] },
  capabilities: { figures: ['figures'], lab: ['lab'], 'audit-log': ['audit-log'] },
  operatorCalls: ['seed'],
  routes: ['products', 'categories', 'search', 'pictures', 'imports', 'exports/products.csv'],
  uploads: { '/api/products/:id/pictures': 10_100_000, '/api/imports': 20 * 1024 * 1024 + 20_000 },
};
