import { trustedProxies } from '@sagashop/chassis/config';
import { runProcess } from '@sagashop/chassis/process';
import { createGateway } from './app.ts';

if (import.meta.main)
  await runProcess('gateway', async (surroundings) => ({
    app: createGateway({
      services: [],
      ...surroundings,
      trustProxy: trustedProxies(surroundings.env),
      ...(surroundings.origins.has('web') && { web: surroundings.origins.of('web') }),
    }),
    start: async () => {},
    stop: () => surroundings.origins.close(),
  }));
