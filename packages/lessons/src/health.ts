import { must } from './ask.ts';
import { Hindrance, type Place } from './place.ts';

const TURN = 100; // ms between two looks
const PATIENCE = 10_000; // ms
const SILENCE = 1000; // ms after which nobody answers

/** What a shop says of one of its services. */
export interface Health {
  /** Whether the process at the shop's address lives. */
  live: number;
  /** Whether the service is ready, in the shop's own words. */
  service: string;
}

/** How a service stands just now. */
export async function healthOf(place: Place, service: string): Promise<Health> {
  const [live, ready] = await Promise.all(
    ['/health/live', '/health/ready'].map((path) => place.send('GET', path, {})),
  );
  return { live: live!.status, service: JSON.parse(ready!.text).services?.[service] ?? '' };
}

/** Asks again until it is so. Throws a Hindrance when it is not after ten seconds. */
export async function when<Found>(look: () => Promise<Found>, so: (found: Found) => boolean): Promise<Found> {
  for (
    const until = Date.now() + PATIENCE;
    Date.now() < until;
    await new Promise((go) => setTimeout(go, TURN))
  ) {
    const found = await look();
    if (so(found)) return found;
  }
  throw new Hindrance('tooSlow');
}

/** What the system map says of a service: `ready`, `partly`, and so on. */
export async function onTheMap(place: Place, service: string): Promise<string> {
  const { services } = await must(place, 'GET', '/system');
  return services.find(({ name }: { name: string }) => name === service)?.state ?? '';
}

/** The status with which a question is answered within a second; 0 when it is not answered. Nobody waits for it longer. */
export function answeredSoon(asked: Promise<{ status: number }>): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const timer = setTimeout(resolve, SILENCE, 0);
  asked.then(
    ({ status }) => resolve(status),
    () => resolve(0),
  );
  return promise.finally(() => clearTimeout(timer));
}
