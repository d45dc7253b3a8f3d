import type { Config } from '@react-router/dev/config';

export default {
  ssr: true,
  // Renamed to build/ready when it is whole; see build.ts.
  buildDirectory: 'build/next',
  // All routes are known from the start: there are few, and no page has to ask for more of them.
  routeDiscovery: { mode: 'initial' },
} satisfies Config;
