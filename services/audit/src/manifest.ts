import type { ServiceManifest } from '@sagashop/chassis/service/manifest';

export const manifest: ServiceManifest = {
  name: 'audit',
  position: 8,
  open: async () => (await import('./app.ts')).openAudit,
  calls: {
    order: ['audit'],
    payment: ['audit'],
    stock: ['audit'],
    delivery: ['audit'],
    notify: ['audit'],
    user: ['audit', 'user-names'],
    catalog: ['audit'],
  },
  capabilities: { figures: ['figures'], lab: ['lab'] },
  asksAll: ['audit-log'],
  routes: ['audit', 'audit-log', 'exports/audit-log.csv'],
  streams: ['/api/audit/events'],
  patience: 600_000, // it reads whole tables
  // Each audit looks at everything by itself.
  single: true,
};
