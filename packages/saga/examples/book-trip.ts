// A trip of a flight and a hotel: both are booked, or neither. `node packages/saga/examples/book-trip.ts` keeps
// its sagas in memory; with DATABASE_URL=postgres://… they are in PostgreSQL, and a second start ends what a
// first one, killed meanwhile, had begun.
import { randomUUID } from 'node:crypto';
import { defineSaga } from '@sagashop/saga/define';
import type { NewSaga, SagaLog, SagaRow } from '@sagashop/saga/log';
import { memoryLog } from '@sagashop/saga/log-memory';
import { insertSagas, postgresLog } from '@sagashop/saga/log-postgres';
import { type Command, commandType, done, type Reply, refused } from '@sagashop/saga/message';
import { createRunner } from '@sagashop/saga/run';
import { SAGA_TABLES } from '@sagashop/saga/tables-postgres';
import postgres from 'postgres';
import Type from 'typebox';

const Nights = Type.Object({ nights: Type.Integer() });
const Empty = Type.Object({});
const flight = {
  reserve: commandType('flight.reserve', Empty),
  release: commandType('flight.release', Empty),
  ticket: commandType('flight.ticket', Empty),
};
const hotel = { book: commandType('hotel.book', Nights), cancel: commandType('hotel.cancel', Empty) };

const bookTrip = defineSaga<{ nights: number }>((step) => ({
  name: 'book-trip',
  version: 1,
  stages: [
    step({ key: 'seat', say: 'reserve a seat', send: flight.reserve, undo: flight.release }),
    step({ key: 'room', say: 'book a room', send: hotel.book, body: (trip) => trip, undo: hotel.cancel }),
    { key: 'confirm', say: 'confirm the trip', decide: 'confirm', pivot: true },
    step({ key: 'ticket', say: 'issue the ticket', send: flight.ticket }),
  ],
  refused: [{ key: 'cancel', say: 'cancel the trip', decide: 'cancel' }],
}));

// A participant is an idempotent receiver: a command that comes again is answered as at first, and an undo that
// comes before its do wins. A real one keeps its answers in its own database, in the transaction of their effects.
function participant(undoes: Record<string, string>, handle: (command: Command) => Reply) {
  const answers = new Map<string, Reply>();
  return async (command: Command): Promise<Reply> => {
    const key = `${command.order} ${command.type}`;
    const overtaken = answers.has(`${command.order} ${undoes[command.type]}`);
    const reply = answers.get(key) ?? (overtaken ? refused('undone_before') : handle(command));
    answers.set(key, reply);
    console.log(`  ${command.type}: ${reply.kind}${reply.kind === 'refused' ? `, ${reply.code}` : ''}`);
    return reply;
  };
}
const participants: Record<string, (command: Command) => Promise<Reply>> = {
  flight: participant({ 'flight.reserve': 'flight.release' }, () => done()),
  hotel: participant({ 'hotel.book': 'hotel.cancel' }, ({ type, body }) =>
    type === 'hotel.book' && (body as { nights: number }).nights > 3 ? refused('no_room') : done(),
  ),
};

// Where sagas are kept. A decision is made in the transaction that saves the saga; it writes to the same database.
interface Kept {
  log: SagaLog;
  insert(saga: NewSaga): Promise<SagaRow[]>;
  close(): Promise<void>;
}
function inMemory(): Kept {
  const log = memoryLog({ decisions: { confirm: () => done(), cancel: () => done() }, now: Date.now });
  return { log, insert: async (saga) => log.insert([saga]), close: async () => {} };
}
async function inPostgres(url: string): Promise<Kept> {
  const sql = postgres(url, { onnotice: () => {} });
  const [{ there }] = await sql<[{ there: boolean }]>`select to_regclass('sagas') is not null as there`;
  if (!there) await sql.unsafe(SAGA_TABLES);
  const all = async (_tx: unknown, trips: unknown[]) => trips.map(() => done());
  const log = postgresLog({ sql, decisions: { confirm: all, cancel: all } });
  return { log, insert: (saga) => sql.begin((tx) => insertSagas(tx, [saga], 0)), close: () => sql.end() };
}

const url = process.env['DATABASE_URL'];
const { log, insert, close } = url ? await inPostgres(url) : inMemory();
const ends = new Map<string, () => void>();
const runner = createRunner({
  definitions: [bookTrip],
  log,
  transport: { send: (service, command) => participants[service]!(command) },
  observe: { ended: ({ id }) => ends.get(id)?.() },
});
await runner.resume();
for (const nights of [2, 7]) {
  const saga = { id: randomUUID(), order: randomUUID(), definition: bookTrip, data: { nights } };
  console.log(`a trip of ${nights} nights`);
  const ended = new Promise<void>((resolve) => ends.set(saga.id, resolve));
  for (const row of await insert(saga)) runner.start(row);
  await ended;
}
await runner.stop();
await close();
