import type { FaultWish } from './fault.ts';
import { FAULT_NAMES, type FaultName, isWide } from './fault-kinds.ts';

/** What each fault can strike: commands by their service. */
export type Targets = Readonly<Record<FaultName, { service: string; commands: string[] }[]>>;

/** What is wrong with a wish, and where in it. */
export interface Wrong {
  path: string;
  message: string;
}

/** What a wish means: its command with its service before it, its service said by its command; or what is wrong with it. */
export function aimed(targets: Targets, wish: FaultWish): FaultWish | { errors: Wrong[] } {
  const possible = targets[wish.fault];
  const errors: Wrong[] = [];
  if (possible.length === 0)
    return {
      errors: [{ path: 'fault', message: 'cannot be made here: nobody would start the process anew' }],
    };
  if (wish.share !== undefined && wish.nth !== undefined)
    errors.push({ path: 'nth', message: 'cannot be wished together with share' });
  const services = possible.filter(({ service }) => !wish.service || service === wish.service);
  if (services.length === 0) {
    errors.push({
      path: 'service',
      message: `must be one of ${possible.map((one) => one.service).join(', ')}`,
    });
    return { errors };
  }
  if (wish.command === undefined) return errors.length > 0 ? { errors } : wish;
  const found = services.flatMap(({ service, commands }) => {
    const command = commands.find((one) => one === wish.command || one === `${service}.${wish.command}`);
    return command ? [{ service, command }] : [];
  });
  if (found.length !== 1) {
    const known = services.flatMap(({ commands }) => commands).join(', ');
    const several = `is a command of several services: ${found.map(({ command }) => command).join(', ')}`;
    errors.push({ path: 'command', message: found.length > 1 ? several : `must be one of ${known}` });
  }
  return errors.length > 0 ? { errors } : { ...wish, ...found[0]! };
}

/** The faults that there are, as whoever chooses among them needs them. */
export function catalogueOf(targets: Targets, says: (fault: FaultName) => string) {
  return FAULT_NAMES.map((name) => ({
    name,
    says: says(name),
    scopes: (isWide(name) ? ['all'] : ['mine', 'all']) satisfies string[] as FaultWish['scope'][],
    targets: targets[name],
  }));
}
