import { refuse } from '../errors.ts';
import type { Peers } from './calls.ts';
import type { Service } from './service.ts';

/**
 * Service discovery of one process: the peers of services that share it, where every call is a function call. Services
 * join as they open.
 */
export function localPeers(): Peers & { join(service: Service): void } {
  const services = new Map<string, Service>();
  const hosted = (name: string) => {
    const service = services.get(name);
    if (!service) throw refuse.unavailable({ service: name });
    return service;
  };
  return {
    join: (service) => void services.set(service.name, service),
    send: async (name, command) => {
      const { handle } = hosted(name);
      if (!handle) throw new Error(`${name} handles no commands`);
      return handle(command);
    },
    ask: async (call, question, trace = null) => {
      const answer = hosted(call.service).calls[call.name];
      if (!answer) throw new Error(`${call.service} does not answer ${call.name}`);
      return (await answer(question as never, trace)) as never;
    },
    publish: async (type, bodies) => {
      const ears = [...services.values()].flatMap((service) => service.subscribes?.[type] ?? []);
      await Promise.all(ears.map((hear) => hear(bodies as never[])));
    },
  };
}

/** The peers of a process that hosts some services itself and reaches the others by `remote`. */
export function joinedPeers(hosted: readonly string[], local: Peers, remote: Peers): Peers {
  const to = (service: string) => (hosted.includes(service) ? local : remote);
  return {
    send: (service, command) => to(service).send(service, command),
    ask: (call, question, trace) => to(call.service).ask(call, question, trace),
    publish: async (type, bodies) => {
      await Promise.all([local.publish(type, bodies), remote.publish(type, bodies)]);
    },
  };
}
