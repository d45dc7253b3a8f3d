import { type Command, type CommandType, fault, type Reply } from '@sagashop/saga/message';
import { compileSchema } from '../config/schema.ts';
import type { Metrics } from '../observe/metrics.ts';
import { inDatabase } from '../observe/tracing.ts';
import { onlyByKey } from '../postgres/by-key.ts';
import type { Sql, Tx } from '../postgres/sql.ts';
import { causedByRow } from '../postgres/sql-state.ts';
import { batcher } from './batch.ts';
import { timedCommands } from './timed-commands.ts';

/**
 * Handles a batch of commands inside one transaction. What it asks for first travels with BEGIN and must only read and
 * lock. `last()` right before its writes lets the COMMIT travel with them (see transaction.ts).
 */
export type Handle = (tx: Tx, commands: Command[], turn: Turn) => Promise<Reply[]>;

export interface Turn {
  /** The database's time in ms since 1970. */
  now: Promise<number>;
  last(): void;
}

/**
 * A participant of sagas, which its `handle` makes an idempotent receiver: one batcher that takes all commands of a
 * participant mixed, in order of arrival, each batch in one transaction. Unknown types, wrong versions and bodies that do not fit are answered as faults before the
 * batch; a command that breaks its batch is answered as a fault alone. Rejects when the database is away.
 */
export function participant(
  options: Participant & { sql: Sql; handle: Handle },
): (command: Command) => Promise<Reply> {
  return answering(options, (commands) =>
    options.sql.transaction(
      (tx, last) => {
        const now = onlyByKey(tx);
        now.catch(() => {}); // a participant that never asks for the time must not end the process
        return options.handle(tx, commands, { now, last });
      },
      { locksFirst: true },
    ),
  );
}

interface Participant {
  name: string;
  types: readonly CommandType[];
  metrics: Metrics;
}

/** As `participant`, for one that handles a batch by a single statement, which is a transaction by itself. */
export function answering(
  options: Participant,
  handle: (commands: Command[]) => Promise<Reply[]>,
): (command: Command) => Promise<Reply> {
  const types = new Map(options.types.map((type) => [type.type, type]));
  const take = batcher<Command, Reply>({
    name: `${options.name}.commands`,
    metrics: options.metrics,
    traceOf: (command) => command.trace,
    run: (commands, trace) =>
      inDatabase(trace, { service: options.name, items: commands.length }, () => handle(commands)),
  });
  return timedCommands(options, async (command) => {
    const type = types.get(command.type);
    if (!type || command.version !== type.version) {
      return fault(`${options.name} does not know ${command.type} version ${command.version}`);
    }
    const [error] = compileSchema(type.body, 'json').check(command.body);
    if (error) return fault(`${command.type}: ${error.path || 'body'} ${error.message}`);
    try {
      return await take(command);
    } catch (thrown) {
      if (causedByRow(thrown)) return fault(`${command.type}: ${(thrown as Error).message}`);
      throw thrown;
    }
  });
}

/** Whether a `do` came too late to be handled. */
export function isLate(command: Command, now: number): boolean {
  return command.expiresAt !== null && Date.parse(command.expiresAt) < now;
}

/** Runs one decision; a mistake in it becomes a fault of this command and does not touch its neighbours. */
export function deciding(command: Command, decide: () => Reply): Reply {
  try {
    return decide();
  } catch (error) {
    return fault(`${command.type}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
