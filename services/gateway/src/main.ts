import { rateLimits, trustedProxies } from '@sagashop/chassis/config/config';
import { MANIFESTS } from '@sagashop/chassis/service/manifests';
import { originsOf } from '@sagashop/chassis/service/origins';
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
      urls: originsOf([...MANIFESTS.map(({ name }) => name), 'web'], env),
      open: env['SAGASHOP_LAB'] === '1',
      ...(origins.has('web') && { web: origins.of('web') }),
    });
    return { app, start: async () => {}, stop: () => origins.close() };
  });
