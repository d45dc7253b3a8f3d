import swagger from '@fastify/swagger';
import { limitsOf } from '@sagashop/chassis/guards/rate-limits';
import { createApp } from '@sagashop/chassis/http/create-app';
import type { Documented, RouteWords } from '@sagashop/chassis/http/documented';
import { createMetrics } from '@sagashop/chassis/observe/metrics';
import type { Service } from '@sagashop/chassis/service/service';
import pino from 'pino';
import { describeOperation, type Operation, type Words } from './operation.ts';

type Methods = Record<string, Operation>;

export interface Description {
  openapi: string;
  info: { title: string; description: string; version: string };
  servers: object[];
  tags?: { name: string; description: string }[];
  components: Record<string, object>;
  paths: Record<string, Methods>;
}

const PROBLEM = {
  type: 'object',
  description: 'An RFC 9457 problem. `code` is stable; `title` is a sentence for people.',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    errors: {
      type: 'array',
      description: 'With `validation_failed`: what is wrong, and where.',
      items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
    orderId: { type: 'string', format: 'uuid', description: 'With the refusals of an order.' },
  },
};

const COMPONENTS = {
  schemas: { Problem: PROBLEM },
  securitySchemes: {
    bearer: { type: 'http', scheme: 'bearer', description: 'The `token` of `POST /api/session`.' },
    cookie: { type: 'apiKey', in: 'cookie', name: 'sagashop_session', description: 'Set by signing in.' },
  },
};

/** `POST /api/orders/{id}/cancellation`. */
export const nameOfRoute = (method: string | string[], url: string) =>
  `${method} ${url.replace(/:(\w+)/g, '{$1}')}`;

/** An OpenAPI 3.1 document without operations. */
export function emptyDescription(title: string, description: string): Description {
  return {
    openapi: '3.1.0',
    info: { title, description, version: '1' },
    servers: [{ url: '/' }],
    components: COMPONENTS,
    paths: {},
  };
}

/**
 * Describes the routes of a service from their own schemas, with the words that the service has for each.
 * Throws when a route has no words, or words have no route.
 */
export async function describeService(
  service: Pick<Service, 'name' | 'routes'>,
  documented: Documented,
): Promise<Description> {
  const app = createApp({ log: pino({ level: 'silent' }), metrics: createMetrics() });
  const empty = emptyDescription(
    `Sagashop: ${service.name}`,
    `The public routes of the ${service.name} service.`,
  );
  const declared = new Map<string, Omit<Words, keyof RouteWords>>();
  app.addHook('onRoute', (route) => {
    const name = nameOfRoute(route.method, route.url);
    const { needs, othersNeed } = route.config ?? {};
    if (!needs) throw new Error(`${service.name}: ${name} does not say what it needs`);
    const limited = (limitsOf(route)?.rates ?? []).length > 0;
    declared.set(name, { needs, limited, ...(othersNeed && { othersNeed }) });
  });
  await app.register(swagger, { openapi: empty as never, convertConstToEnum: false });
  service.routes(app);
  await app.ready();
  const described = JSON.parse(JSON.stringify(app.swagger())) as Description;
  await app.close();
  described.components = COMPONENTS;
  const left = new Set(Object.keys(documented));
  for (const [path, methods] of Object.entries(described.paths)) {
    delete methods['head'];
    for (const [method, operation] of Object.entries(methods)) {
      const route = `${method.toUpperCase()} ${path}`;
      const words = documented[route];
      if (!words) throw new Error(`${service.name}: http/documented.ts does not describe ${route}`);
      left.delete(route);
      describeOperation(operation, route, { ...words, ...declared.get(route)! });
    }
  }
  if (left.size > 0) throw new Error(`${service.name} has no route ${[...left].join(', ')}`);
  return described;
}
