import type { Command, Reply } from '@sagashop/saga/message';

type Send = () => Promise<Reply>;

interface Held {
  sends: Send[];
  over: AbortSignal;
}

/**
 * Dos that are held back until their undo has been answered, or until the fault is over. Every later attempt of one that is
 * held is held with it: an undo shall come before all of them. `undoes` has what each undo takes back.
 */
export function heldBack(undoes: Readonly<Record<string, string>>) {
  const held = new Map<string, Held>();
  const letGo = (key: string) => {
    const found = held.get(key);
    held.delete(key);
    for (const send of found?.sends ?? []) void send().catch(() => {});
  };
  const hold = (command: Command, over: AbortSignal, send: Send): Promise<Reply> => {
    const key = `${command.order} ${command.type}`;
    const known = held.get(key) ?? { sends: [], over };
    held.set(key, known);
    return new Promise((resolve, reject) => {
      const go = async () => {
        const reply = send();
        reply.then(resolve, reject);
        return reply;
      };
      known.sends.push(go);
      over.addEventListener('abort', () => letGo(key), { once: true });
      if (over.aborted) letGo(key);
    });
  };
  return {
    none: () => held.size === 0,
    hold,
    /** Lets a command pass; what its do has held back follows when it has been answered. */
    async pass(command: Command, send: Send): Promise<Reply> {
      const known = held.get(`${command.order} ${command.type}`);
      if (known) return hold(command, known.over, send);
      const undone = undoes[command.type];
      try {
        return await send();
      } finally {
        if (undone) letGo(`${command.order} ${undone}`);
      }
    },
  };
}
