import type { ServiceManifest } from '@sagashop/chassis/service/manifest';

export const manifest: ServiceManifest = {
  name: 'notify',
  position: 7,
  open: async () => (await import('./app.ts')).openNotify,
  database: true,
  calls: { order: ['recipients'], user: ['mail-recipients'] },
  subscribes: { user: ['mail_wanted'] },
  capabilities: {
    figures: ['figures'],
    lab: ['lab'],
    'audit-log': ['audit-log'],
    'personal-data': ['personal-data'],
  },
  routes: ['messages', 'mails'],
};
