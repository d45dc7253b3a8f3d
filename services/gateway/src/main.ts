import { trustedProxies } from '@sagashop/chassis/config';
import { runProcess } from '@sagashop/chassis/process';
import { createGateway } from './app.ts';

if (import.meta.main)
  await runProcess(async (surroundings) => {
    const { origins, tracing, env } = surroundings;
    tracing.call('gateway');
    const app = createGateway({
      services: [],
      ...surroundings,
      trustProxy: trustedProxies(env),
      ...(origins.has('web') && { web: origins.of('web') }),
    });
    return { app, start: async () => {}, stop: () => origins.close() };
  });
