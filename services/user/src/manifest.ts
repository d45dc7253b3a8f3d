import type { ServiceManifest } from '@sagashop/chassis/service/manifest';

export const manifest: ServiceManifest = {
  name: 'user',
  position: 1,
  open: async () => (await import('./app.ts')).openUser,
  database: true,
  calls: { catalog: ['prices', 'names'], stock: ['goods'], notify: ['mailed'] },
  publishes: ['mail_wanted'],
  subscribes: { stock: ['availability_changed'] },
  capabilities: { figures: ['figures'], lab: ['lab'], 'audit-log': ['audit-log'] },
  asksAll: ['leaving', 'personal-data'],
  operatorCalls: ['sessions', 'create', 'create-session', 'hold-operator-session'],
  routes: [
    'users',
    'session',
    'staff',
    'guests',
    'customers',
    'password-resets',
    'email-verifications',
    'reminders',
    'exports/customers.csv',
  ],
};
