import { refuse } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http/app';
import type { Documented } from '@sagashop/chassis/http/documented';
import type { OpenService, Service } from '@sagashop/chassis/service/service';
import { testContext } from '@sagashop/chassis/testing';
import { BEHIND_GATEWAY, databaseVariables } from '../../cli/src/services.ts';
import { systemWatch } from '../../services/gateway/src/actions/system-watch.ts';
import { systemRoutes } from '../../services/gateway/src/http/system.ts';
import { type Description, describeService, emptyDescription } from './describe.ts';
import { GATEWAY_PATHS } from './gateway-paths.ts';
import { postmanCollection } from './postman.ts';

/** Each service behind the gateway and the gateway's own routes, with what their schemas cannot say. */
export const SERVICES: Record<string, { open: OpenService; documented: Documented }> = Object.fromEntries(
  await Promise.all(
    [...BEHIND_GATEWAY, { name: 'gateway', open: async () => openGateway }].map(async ({ name, open }) => {
      const said = await import(`../../services/${name}/src/http/documented.ts`);
      return [name, { open: await open!(), documented: said.documented as Documented }] as const;
    }),
  ),
);

/** What the gateway answers itself, as if it were a service. */
async function openGateway(): Promise<Service> {
  const nothing = async () => {};
  // Nobody is to wait for the end of what lasts.
  const watch = {
    ...systemWatch([]),
    watch: () => {
      throw refuse.unavailable();
    },
  };
  const routes = (app: App) => systemRoutes(app, { watch, open: false });
  return { name: 'gateway', routes, calls: {}, ready: nothing, start: nothing, stop: nothing };
}

/** The environment of the shop that is described: one in which customers deposit, and may break things. */
export const variables = (urls: Record<string, string>): Record<string, string> => ({
  ...databaseVariables(urls),
  SAGASHOP_DEPOSITS: 'open',
  SAGASHOP_LAB: '1',
});

const WHOLE = `The HTTP interface of a Sagashop.

Money is \`{"amount": 129900, "currency": "RUB"}\` in minor units, ids are UUIDs, times ISO 8601 in UTC. A list
answers \`{"items": […], "nextCursor": "…" or null}\`. Every error is \`application/problem+json\` with a stable
\`code\`. The examples can be sent as they stand: sign up, sign
in (the session's cookie is then sent by itself), deposit, order. When you reload the page after that, they name
your own order.`;

/**
 * The files of docs/api, by name: a description of each service, of the gateway, and a Postman collection.
 * Opens the services on the databases given, by service.
 */
export async function apiDocs(urls: Record<string, string>): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  const whole = emptyDescription('Sagashop', WHOLE);
  for (const [name, { open, documented }] of Object.entries(SERVICES)) {
    const service = await open(testContext(variables(urls)));
    try {
      const description = await describeService(service, documented);
      files[`${name}.json`] = text(description);
      Object.assign(whole.paths, description.paths);
    } finally {
      await service.stop();
    }
  }
  Object.assign(whole.paths, GATEWAY_PATHS);
  files['gateway.json'] = text(whole);
  files['sagashop.postman_collection.json'] = text(postmanCollection(whole));
  return files;
}

function text(document: Description | object): string {
  return `${JSON.stringify(document, null, 1)}\n`;
}
