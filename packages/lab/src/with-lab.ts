import { CommonConfig, type Env, readConfig } from '@sagashop/chassis/config/config';
import type { App } from '@sagashop/chassis/http/app';
import { type Answer, answers } from '@sagashop/chassis/service/calls';
import type { OpenService, ServiceContext } from '@sagashop/chassis/service/service';
import { type Watched, withFigures } from '@sagashop/figures/with-figures';
import { die, mayBeKilled } from './die.ts';
import { labCall } from './lab-call.ts';
import { cutConnections, holdConnections } from './own-connections.ts';
import { type Stillness, stillness } from './stillness.ts';

/**
 * The service that `open` opens, as it stands on the system map, and where the laboratory is open (`SAGASHOP_LAB=1`) as that
 * has it answer nothing, lose its connections or die. Elsewhere nothing is put around it.
 */
export function withLab(name: string, open: (context: ServiceContext) => Promise<Watched>): OpenService {
  return withFigures(name, async (context) => {
    const service = await open(context);
    return context.env['SAGASHOP_LAB'] === '1' ? strikable(service, context.env) : service;
  });
}

/** It hangs behind its door: what was asked is done as soon as it goes on, as by a process that was stopped and goes on. */
function strikable(service: Watched, env: Env): Watched {
  const still = stillness();
  const { name, handle, subscribes } = service;
  const after =
    <Asked extends unknown[], Given>(work: (...asked: Asked) => Promise<Given>) =>
    (...asked: Asked): Promise<Given> => {
      const wait = still.wait();
      return wait ? wait.then(() => work(...asked)) : work(...asked);
    };
  return {
    ...service,
    routes: (app) => behind(still, app, service),
    calls: {
      ...mapped(
        service.calls,
        (answer) => Object.assign(after(answer), { question: answer.question }) as Answer,
      ),
      ...answers(labCall(name), actor(service, still, env)),
    },
    ...(handle && { handle: after(handle) }),
    ...(subscribes && { subscribes: mapped(subscribes, after) }),
    ready: async () => {
      if (still.isOn()) throw new Error('the laboratory: it answers nothing');
      await service.ready();
    },
    stop: () => {
      still.end();
      return service.stop();
    },
  };
}

/** Its routes, and no others of the same app, wait while it is still. */
function behind(still: Stillness, app: App, service: Watched): void {
  let own = true;
  const wait = async () => still.wait();
  app.addHook('onRoute', (route) => {
    if (own) route.onRequest = [route.onRequest ?? [], wait].flat() as never;
  });
  service.routes(app);
  own = false;
}

function actor({ sql }: Watched, still: Stillness, env: Env) {
  const acts = {
    cut: () => sql && cutConnections(sql),
    hold: () => sql && holdConnections(sql, readConfig(CommonConfig, env).DATABASE_POOL),
    hang: (ms: number) => still.begin(ms),
    go_on: () => still.end(),
    die: () => mayBeKilled(env) && die(),
  };
  return async ({ act, ms = 0 }: { act: keyof typeof acts; ms?: number }) => {
    await acts[act](ms);
    return { held: still.held() };
  };
}

const mapped = <Value>(record: Record<string, Value>, map: (value: Value) => Value): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
