import { MANIFESTS } from './manifests.ts';
import type { OpenService, Service, ServiceContext } from './service.ts';
import { timedCalls } from './timed-calls.ts';
import { callersOf } from './topology.ts';

/** Opens a service for its host: its answers are timed, and who may ask it what is as the manifests say. */
export async function openService(open: OpenService, context: ServiceContext): Promise<Service> {
  const service = await open(context);
  return timedCalls({ ...service, callers: callersOf(MANIFESTS, service.name) }, context.metrics);
}
