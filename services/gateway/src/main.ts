import { rateLimits, trustedProxies } from '@sagashop/chassis/config';
import { runProcess } from '@sagashop/chassis/process';
import { createGateway } from './app.ts';

if (import.meta.main)
  await runProcess('gateway', async (surroundings) => {
    const { origins, env } = surroundings;
    const app = createGateway({
      services: [],
      ...surroundings,
      trustProxy: trustedProxies(env),
      rates: rateLimits(env),
      publicUrl: env['SAGASHOP_PUBLIC_URL'],
      ...(origins.has('web') && { web: origins.of('web') }),
    });
    return { app, start: async () => {}, stop: () => origins.close() };
  });
