import type { ServiceManifest } from '@sagashop/chassis/service/manifest';

export const manifest: ServiceManifest = {
  name: 'order',
  position: 3,
  open: async () => (await import('./app.ts')).openOrder,
  database: true,
  calls: {
    catalog: ['prices', 'names'],
    delivery: ['shipments', 'days', 'foretell', 'assign', 'order-history', 'record'],
    payment: ['foretell', 'order-history', 'record'],
    stock: ['foretell', 'order-history', 'places', 'record'],
    notify: ['foretell', 'order-history', 'record', 'tell-moves'],
    user: ['user-names', 'user-roles'],
  },
  subscribes: { delivery: ['moved'] },
  sends: {
    payment: ['hold', 'release', 'capture', 'refund', 'refund_part'],
    stock: ['reserve', 'release', 'take', 'return', 'return_part', 'take_back'],
    delivery: ['book', 'cancel', 'move_shipment'],
    notify: [
      'tell',
      'tell_refund',
      'tell_refund_part',
      'tell_pieces',
      'tell_shipment',
      'tell_return',
      'tell_withdrawal',
    ],
  },
  capabilities: {
    figures: ['figures'],
    leaving: ['needed-users', 'close-user', 'reopen-user', 'forget-user'],
    'audit-log': ['audit-log'],
    'personal-data': ['personal-data'],
  },
  asksAll: ['lab'],
  routes: [
    'orders',
    'shipments',
    'rounds',
    'returns',
    'withdrawals',
    'sagas',
    'order-views',
    'bulk-actions',
    'lab',
    'exports/orders.csv',
  ],
  uploads: {
    '/api/shipments/:id/packing': 5_100_000,
    '/api/shipments/:id/handover': 5_100_000,
    '/api/shipments/:id/delivery': 5_100_000,
    '/api/shipments/:id/failure': 5_100_000,
  },
  streams: ['/api/orders/:id/events'],
  // Each order is a request of its own here: there is more to collect than where batches arrive.
  youngSpace: 16,
};
