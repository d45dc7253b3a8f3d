import { type Command, done, type Reply, refused } from '../message.ts';
import type { Books, Entry } from './books.ts';
import type { ParticipantPlan, Verb } from './world.ts';

/** Decides one command inside a participant's transaction; what it throws is a fault of that command. */
export type Handle = (books: Books, plan: ParticipantPlan, command: Command, now: number) => Reply;

type Hold = Extract<Verb, { does: 'hold' }>;
type Part = Extract<Verb, { does: 'part' }>;
type Move = Extract<Verb, { does: 'move' }>;

/**
 * What every participant promises: again → the same reply; an undo that comes before its do leaves a tombstone in
 * the do's place; a do that comes too late is refused, and that is remembered too.
 */
export const handle: Handle = (books, plan, sent, now) => {
  const verb = plan.verbs[sent.type];
  if (!verb) throw new Error(`unknown: ${sent.type}`);
  const command = { ...sent, order: entryOf(plan, sent) };
  const known = books.entry(command.order);
  switch (verb.does) {
    case 'hold':
      return known ? repeated(known, verb) : hold(books, verb, command, now);
    case 'undo':
      stop(books, sent.order, verb.stops ?? []);
      return undo(books, command, known, now);
    case 'finish':
      if (known?.state === 'held') move(books, command, known, 'finished');
      else if (known?.state !== 'finished' && known?.state !== 'returned') throw misplaced(known);
      return done();
    case 'return':
      if (known?.state === 'finished') giveBack(books, command, known, 'returned');
      else if (known?.state !== 'returned') throw misplaced(known);
      return done();
    case 'part':
      return part(books, verb, command, now);
    case 'move':
      return moveThing(books, verb, command, now);
    case 'note':
      return note(books, command, verb.kind(command.body), now);
  }
};

/** The key of the entry that a command is about: an order may have several at one participant. */
export function entryOf(plan: ParticipantPlan, { type, order }: Command): string {
  const verb = plan.verbs[type];
  return verb && 'of' in verb && verb.of ? `${order}/${verb.of}` : order;
}

function hold(books: Books, verb: Hold, command: Command, now: number): Reply {
  const { needs, refusal } = verb;
  const refuse = (word: string) => {
    books.enter(command.order, { state: 'refused', took: {}, word, since: now });
    return refused(word);
  };
  if (command.expiresAt !== null && Date.parse(command.expiresAt) < now) return refuse('expired');
  const wanted = Object.entries(needs(command.body));
  if (wanted.some(([resource, amount]) => books.free(resource) < amount)) return refuse(refusal);
  for (const [resource, amount] of wanted) books.take(resource, amount);
  const entry: Entry = { state: 'held', took: Object.fromEntries(wanted), since: now };
  books.enter(command.order, entry);
  books.acted(`${command.order} ${command.type}`);
  return repeated(entry, verb);
}

function repeated(known: Entry, { answer }: Hold): Reply {
  if (known.state === 'refused') return refused(known.word ?? 'refused');
  return known.state === 'undone' ? refused('undone') : done(answer);
}

function undo(books: Books, command: Command, known: Entry | undefined, now: number): Reply {
  if (!known) books.enter(command.order, { state: 'undone', took: {}, since: now });
  else if (known.state === 'held') giveBack(books, command, known, 'undone');
  else if (known.state === 'finished' || known.state === 'returned') throw misplaced(known);
  return done();
}

function part(books: Books, { cause, gives, loses }: Part, command: Command, now: number): Reply {
  const known = books.entry(command.order);
  const key = `${command.order}/${cause(command.body)}`;
  if (books.entry(key)) return done();
  if (known?.state !== 'held' && known?.state !== 'finished' && known?.state !== 'returned')
    throw misplaced(known);
  const back = Object.entries(gives(command.body));
  const tooMuch = back.some(([resource, amount]) => (known.took[resource] ?? 0) < amount);
  if (tooMuch || known.state === 'returned') return refused('more_than_is_left');
  const took = { ...known.took };
  const lost = loses?.(command.body) ?? {};
  for (const [resource, amount] of back) {
    books.take(resource, (lost[resource] ?? 0) - amount);
    took[resource] = took[resource]! - amount;
  }
  books.enter(command.order, { ...known, state: 'finished', took });
  books.enter(key, { state: 'noted', took: lost, since: now });
  books.acted(`${key} ${command.type}`);
  return done();
}

/** Where the things of an order are is one entry. */
export const movesOf = (order: string): string => `${order}/moves`;

function moveThing(books: Books, { move: read, shifts }: Move, command: Command, now: number): Reply {
  const { thing, nth, place } = read(command.body);
  const key = movesOf(command.order);
  const { moved = {} } = books.entry(key) ?? {};
  const known = moved[thing] ?? { place, nth: -1, noted: [] };
  if (known.noted.includes(nth)) return done();
  const isNews = nth > known.nth;
  const stands = isNews ? { place, nth } : { place: known.place, nth: known.nth };
  const next = { ...moved, [thing]: { ...stands, noted: [...known.noted, nth] } };
  books.enter(key, { state: 'noted', took: {}, moved: next, since: now });
  books.acted(`${key} ${thing} ${nth}`);
  if (isNews && place === shifts?.at) shift(books, command, shifts.along);
  return done();
}

/** What an order holds goes to the next that is free; it stays where it is when none is. */
function shift(books: Books, { order }: Command, along: readonly string[]): void {
  const known = books.entry(order);
  const from = along.findIndex((resource) => known?.took[resource]);
  const to = along.find((resource, at) => at > from && books.free(resource) > 0);
  if (known?.state !== 'held' || from < 0 || to === undefined) return;
  books.take(along[from]!, -1);
  books.take(to, 1);
  books.enter(order, { ...known, took: { [to]: 1 } });
}

function stop(books: Books, order: string, places: readonly string[]): void {
  const key = movesOf(order);
  const known = books.entry(key);
  if (!known?.moved) return;
  const moved = Object.entries(known.moved).map(
    ([thing, at]) => [thing, places.includes(at.place) ? { ...at, place: 'cancelled' } : at] as const,
  );
  books.enter(key, { ...known, moved: Object.fromEntries(moved) });
}

function note(books: Books, command: Command, kind: string, now: number): Reply {
  const key = `${command.order} ${kind}`;
  if (books.entry(key)) return done();
  books.enter(key, { state: 'noted', took: {}, word: kind, since: now });
  books.acted(`${key} ${command.type}`);
  return done();
}

function giveBack(books: Books, command: Command, known: Entry, state: Entry['state']): void {
  for (const [resource, amount] of Object.entries(known.took)) books.take(resource, -amount);
  move(books, command, known, state);
}

function move(books: Books, command: Command, known: Entry, state: Entry['state']): void {
  books.enter(command.order, { ...known, state });
  books.acted(`${command.order} ${command.type}`);
}

function misplaced(known: Entry | undefined): Error {
  return new Error(`nothing for it: ${known?.state}`);
}
