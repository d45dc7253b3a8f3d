import type { ServiceManifest } from '@sagashop/chassis/service/manifest';

export const manifest: ServiceManifest = {
  name: 'payment',
  position: 4,
  open: async () => (await import('./app.ts')).openPayment,
  database: true,
  calls: { user: ['users-there'] },
  capabilities: {
    figures: ['figures'],
    lab: ['lab'],
    leaving: ['needed-users', 'close-user', 'reopen-user'],
    'audit-log': ['audit-log'],
    'personal-data': ['personal-data'],
  },
  routes: ['account', 'accounts'],
};
