import { type Command, done } from '@sagashop/saga/message';
import type { Disk } from '@sagashop/saga/simulate/books';
import { movesOf } from '@sagashop/saga/simulate/handle';
import type { ParticipantPlan } from '@sagashop/saga/simulate/world';
import { type Mistake, withHandle } from './mistake.ts';

/** So old is what a participant believes to be free, at most, ms. */
const STALE = 20;

const isUndo = (plan: ParticipantPlan, { type }: Command) => plan.verbs[type]?.does === 'undo';

/** A participant that does not know what it has done for a cause. */
const doneAgain = (service: string): Mistake =>
  withHandle((handle) => (books, plan, command, now) => {
    const verb = plan.verbs[command.type];
    if (plan.service === service && verb?.does === 'part')
      books.forget(`${command.order}/${verb.cause(command.body)}`);
    return handle(books, plan, command, now);
  });

/** A command is handled wrongly. */
export const MISTAKES_OF_PARTICIPANTS: Record<string, Mistake> = {
  'an undo that comes first leaves nothing behind': withHandle(
    (handle) => (books, plan, command, now) =>
      isUndo(plan, command) && !books.entry(command.order) ? done() : handle(books, plan, command, now),
  ),
  'a tombstone has a key of its own': withHandle((handle) => (books, plan, command, now) => {
    if (!isUndo(plan, command) || books.entry(command.order)) return handle(books, plan, command, now);
    return handle(books, plan, { ...command, order: `undone ${command.order}` }, now);
  }),
  'a participant does what it has done': withHandle((handle) => (books, plan, command, now) => {
    if (books.entry(command.order)?.state === 'held' && plan.verbs[command.type]?.does === 'hold') {
      books.forget(command.order);
    }
    return handle(books, plan, command, now);
  }),
  'a do that comes too late is done': withHandle(
    (handle) => (books, plan, command, now) => handle(books, plan, { ...command, expiresAt: null }, now),
  ),
  'a participant answers before its write is safe': {
    parts: () => ({
      flush(disk, then, { agenda }) {
        agenda.after(30, disk.flush);
        then();
      },
    }),
  },
  'a refund has no cause by which it is done once': doneAgain('payment'),
  'pieces go back on their shelves as often as they are told to': doneAgain('stock'),
  'a refund is known by its order alone, and the second is taken for the first': withHandle(
    (handle) => (books, plan, command, now) => {
      const isRefund = plan.service === 'payment' && plan.verbs[command.type]?.does === 'part';
      const body = isRefund ? { ...(command.body as object), cause: 'the refund' } : command.body;
      return handle(books, plan, { ...command, body }, now);
    },
  ),
  'a parcel is where the message says that came last': withHandle((handle) => (books, plan, command, now) => {
    const key = movesOf(command.order);
    const known = plan.verbs[command.type]?.does === 'move' ? books.entry(key) : undefined;
    const moved = Object.entries(known?.moved ?? {}).map(
      ([thing, at]) => [thing, { ...at, nth: -1 }] as const,
    );
    if (known) books.enter(key, { ...known, moved: Object.fromEntries(moved) });
    return handle(books, plan, command, now);
  }),
  'a participant reads, and writes what it makes of that later': withHandle((handle) => {
    const read = new WeakMap<Disk, Map<string, { at: number; free: number }>>();
    return (books, plan, command, now) => {
      const known = read.get(books.disk) ?? new Map<string, { at: number; free: number }>();
      read.set(books.disk, known);
      const free = (resource: string) => {
        const before = known.get(resource);
        if (before && now - before.at < STALE) return before.free;
        known.set(resource, { at: now, free: books.free(resource) });
        return books.free(resource);
      };
      const take = (resource: string, amount: number) =>
        books.take(resource, amount + books.free(resource) - free(resource));
      return handle({ ...books, free, take }, plan, command, now);
    };
  }),
};
