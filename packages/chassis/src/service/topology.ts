import { type Callers, OPERATOR } from './callers.ts';
import type { ServiceManifest } from './manifest.ts';

type Manifests = readonly ServiceManifest[];

/** What one service sends another: a call, a command, an event, or a call of a capability. */
export interface Arrow {
  from: string;
  to: string;
  kind: 'call' | 'command' | 'event' | 'capability';
  /** As the contracts name it, commands and events with their service: `payment.hold`. */
  name: string;
  /** Of `kind` capability: which. */
  capability?: string;
}

/** Everything that services send each other, as their manifests say. */
export function arrowsOf(manifests: Manifests): Arrow[] {
  return manifests.flatMap((own) => [
    ...eachName(own.calls).map(([to, name]): Arrow => ({ from: own.name, to, kind: 'call', name })),
    ...eachName(own.sends).map(
      ([to, name]): Arrow => ({ from: own.name, to, kind: 'command', name: `${to}.${name}` }),
    ),
    ...eachName(own.subscribes).map(
      ([from, name]): Arrow => ({ from, to: own.name, kind: 'event', name: `${from}.${name}` }),
    ),
    ...(own.asksAll ?? []).flatMap((capability) =>
      withCapability(manifests, capability).flatMap(({ name: to, calls }) =>
        calls.map((name): Arrow => ({ from: own.name, to, kind: 'capability', name, capability })),
      ),
    ),
  ]);
}

/** The services that have a capability, each with the calls that belong to it. */
export function withCapability(manifests: Manifests, capability: string) {
  return manifests.flatMap(({ name, capabilities }) => {
    const calls = capabilities?.[capability];
    return calls ? [{ name, calls }] : [];
  });
}

/** Who may ask a service what. */
export function callersOf(manifests: Manifests, name: string): Callers {
  const callers: Record<string, string[]> = {};
  for (const arrow of arrowsOf(manifests))
    if (arrow.to === name) (callers[arrow.from] ??= []).push(arrow.name);
  const operator = manifests.find((one) => one.name === name)?.operatorCalls;
  return operator ? { ...callers, [OPERATOR]: operator } : callers;
}

/** The services that subscribe to each type of event. */
export function subscribersOf(manifests: Manifests): Record<string, string[]> {
  const subscribers: Record<string, string[]> = {};
  for (const { kind, name, to } of arrowsOf(manifests))
    if (kind === 'event') (subscribers[name] ??= []).push(to);
  return subscribers;
}

function eachName(names: ServiceManifest['calls'] = {}): [service: string, name: string][] {
  return Object.entries(names).flatMap(([service, own]) =>
    own.map((name): [string, string] => [service, name]),
  );
}
