import { ask, must } from './ask.ts';
import { Hindrance, type Place } from './place.ts';

interface FaultWish {
  fault: string;
  command?: string;
  service?: string;
  /** Everybody's orders, which takes an owner; those of one person when left out. */
  scope?: 'all';
  seconds: number;
  /** It strikes this time alone, or so many of all times. */
  nth?: number;
  share?: number;
  /** Whose orders it strikes, when not the learner's. */
  as?: string;
}

/** Breaks something, for the orders of one person unless it is said. Answers the fault's id; throws a Hindrance where that cannot be. */
export async function begin(place: Place, { as, ...wish }: FaultWish): Promise<string> {
  const { status, body } = await ask(place, 'POST', '/lab/faults', { as, body: { scope: 'mine', ...wish } });
  if (status === 404) throw new Hindrance('noLab');
  if (status === 403) throw new Hindrance('needsOwner');
  if (status !== 201) throw new Hindrance('refused', `fault: ${status} ${body?.code ?? ''}`);
  return body.id;
}

/** Whether the process of this service can be killed, and is none that others share. */
export async function canBeStopped(place: Place, service: string, as: string): Promise<boolean> {
  const { status, body } = await ask(place, 'GET', '/lab', { as });
  if (status === 404) throw new Hindrance('noLab');
  type Named = { name: string };
  const kill = body?.faults?.find(({ name }: Named) => name === 'service_killed');
  if (!kill?.targets.some((target: { service: string }) => target.service === service)) return false;
  const { services } = await must(place, 'GET', '/system', { as });
  const own = (one: { instances: { id: string }[] }) => one.instances.map(({ id }) => id);
  const its = services.find(({ name }: Named) => name === service);
  const others = services.filter(({ name }: Named) => name !== service).flatMap(own);
  return its !== undefined && !own(its).some((id) => others.includes(id));
}

/** How often a fault has struck so far. */
export async function hitsOf(place: Place, id: string, as?: string): Promise<number> {
  const { active, recent } = await must(place, 'GET', '/lab', { as });
  return [...active, ...recent].find((fault: { id: string }) => fault.id === id)?.hits ?? 0;
}

/** Ends a fault that was begun here, and no other: whoever is an owner would end everybody's with all of theirs. */
export async function end(place: Place, id: string, as?: string): Promise<void> {
  await ask(place, 'DELETE', `/lab/faults/${id}`, { as });
}
