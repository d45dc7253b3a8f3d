import type { ServiceManifest } from '@sagashop/chassis/service/manifest';

export const manifest: ServiceManifest = {
  name: 'gateway',
  position: 9,
  calls: { user: ['sessions'] },
  asksAll: ['figures'],
  // Each order is a request of its own here: there is more to collect than where batches arrive.
  youngSpace: 16,
};
