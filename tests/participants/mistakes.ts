import { setImmediate } from 'node:timers/promises';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { Send } from './send.ts';

interface Victim {
  send: Send;
  sql: Sql;
  table: string;
  does: string;
  undone: string;
}

/** What somebody who writes a participant may get wrong, each as a participant that gets it wrong. */
export const MISTAKES: Record<string, (victim: Victim) => Send> = {
  'keeps no tombstone': (victim) => forgetting(victim, victim.undone),
  'tries a refused command again': (victim) => forgetting(victim, 'refused'),
  'handles what is late': (victim) => (command) => victim.send({ ...command, expiresAt: null }),
  'does twice what comes twice': doingTwice,
  'lets an undo overtake the do of its batch': (victim) => async (command) => {
    if (command.type === victim.does) await setImmediate();
    return victim.send(command);
  },
  'takes a fault for done': (victim) => async (command) => {
    const reply = await victim.send(command);
    return reply.kind === 'fault' ? { kind: 'done' } : reply;
  },
};

/** Before a do it forgets what it knows of the order, if that is in this state. */
function forgetting({ send, sql, table, does }: Victim, state: string): Send {
  return async (command) => {
    if (command.type === does && command.order.includes('-'))
      await sql`delete from ${sql(table)} where order_id = ${command.order} and state = ${state}`;
    return send(command);
  };
}

function doingTwice({ send, does }: Victim): Send {
  const seen = new Set<string>();
  return async (command) => {
    if (command.type !== does) return send(command);
    const before = seen.has(command.order);
    seen.add(command.order);
    return send(before ? { ...command, order: newId() } : command);
  };
}
