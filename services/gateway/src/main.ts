import { rateLimits, trustedProxies } from '@sagashop/chassis/config/config';
import { runProcess } from '@sagashop/chassis/service/process';
import { createGateway } from './app.ts';

if (import.meta.main)
  await runProcess('gateway', async (context) => {
    const { origins, env } = context;
    const app = createGateway({
      services: [],
      ...context,
      trustProxy: trustedProxies(env),
      rates: rateLimits(env),
      publicUrl: env['SAGASHOP_PUBLIC_URL'],
      ...(origins.has('web') && { web: origins.of('web') }),
    });
    return { app, start: async () => {}, stop: () => origins.close() };
  });
