import { advance } from '../../packages/saga/src/advance.ts';
import type { SagaLog } from '../../packages/saga/src/log.ts';
import { type Command, done, type Reply, refused } from '../../packages/saga/src/message.ts';
import type { Database } from '../../packages/saga/src/simulate/database.ts';
import { handle } from '../../packages/saga/src/simulate/handle.ts';
import type { Parts } from '../../packages/saga/src/simulate/simulate.ts';
import type { OrderPlan, World } from '../../packages/saga/src/simulate/world.ts';
import { indexOfStep, type SagaState } from '../../packages/saga/src/state.ts';
import { refundOrderSaga } from '../../services/order/src/sagas/refund-order.ts';
import { decisions, type Row } from './orders.ts';
import { shop } from './shop.ts';

/** A known mistake of those who write sagas: a part that is as it should not be. */
export interface Mistake {
  readonly parts?: Partial<Parts<Row>>;
  readonly world?: Partial<World<Row>>;
}

type Advance = typeof advance;
type Handle = Parts<Row>['handle'];
type SpoiledLog = (log: SagaLog, db: Database<Row>) => SagaLog;

const withAdvance = (spoiled: Advance): Mistake => ({ parts: { advance: spoiled } });
const withLog = (log: SpoiledLog): Mistake => ({ parts: { log } });
const withHandle = (spoiled: Handle): Mistake => ({ parts: { handle: spoiled } });

const phaseOf = ({ id }: Command) => id.split('/')[2];
const isUndo = (plan: Parameters<Handle>[1], command: Command) => plan.verbs[command.type]?.does === 'undo';

/** Refunds that are judged as if each were the first. */
function withBlindRefunds(plan: OrderPlan<Row>): OrderPlan<Row> {
  const wishes = plan.wishes?.map((wish) => ({
    ...wish,
    ask(row: Row, sagas: readonly SagaState[]) {
      const wished = wish.ask({ ...row, refunded: 0 }, sagas);
      if (!wished.row || wished.saga?.definition !== refundOrderSaga) return wish.ask(row, sagas);
      return { ...wished, row: { ...wished.row, refunded: row.refunded + wished.row.refunded } };
    },
  }));
  return { ...plan, ...(wishes && { wishes }) };
}

/** By what is wrong. */
export const MISTAKES: Record<string, Mistake> = {
  'only what has answered is undone': {
    parts: {
      transport(transport) {
        const answered = new Set<string>();
        return {
          async send(service, command) {
            const step = command.id.split('/').slice(0, 2).join('/');
            if (phaseOf(command) === 'undo' && !answered.has(step)) return done();
            const reply = await transport.send(service, command);
            if (reply.kind === 'done') answered.add(step);
            return reply;
          },
        };
      },
    },
  },
  'a runner that takes over undoes only what was saved as sent': withAdvance((plan, state, event, limits) => {
    const step = advance(plan, state, event, limits);
    const { loaded: _, ...known } = step.state;
    return { ...step, state: step.state.loaded ? known : step.state };
  }),
  'one undo is enough': withAdvance((plan, state, event, limits) => {
    const undone = event.type === 'reply' && event.phase === 'undo' && event.reply.kind === 'done';
    if (!undone || state.going !== 'back') return advance(plan, state, event, limits);
    const steps = state.steps.map((line) =>
      line.phase === 'undo' && line.name !== event.step ? { ...line, status: 'done' as const } : line,
    );
    return advance(plan, { ...state, steps }, event, limits);
  }),
  'a reply is trusted twice': withAdvance((plan, state, event, limits) => {
    const step = advance(plan, state, event, limits);
    if (step.state !== state || event.type !== 'reply' || event.reply.kind !== 'done') return step;
    const other = state.steps.find(({ status, phase }) => status === 'sent' && phase === event.phase);
    if (!other) return step;
    const { attempt: _, ...repeated } = event;
    return advance(plan, state, { ...repeated, step: other.name }, limits);
  }),
  'trying again stops after the second time': withAdvance((plan, state, event, limits) => {
    if (event.type === 'unanswered') {
      const line = state.steps[indexOfStep(state, event.step, event.phase)];
      if (line && line.attempts >= 2) return { state, sends: [], save: 'none', ended: false };
    }
    return advance(plan, state, event, limits);
  }),
  'no version is checked': withLog((log, db) => ({
    ...log,
    save: (item) => log.save({ ...item, version: db.memory.rows.get(item.saga)!.version }),
  })),
  'a take-over raises no version': withLog((log, db) => ({
    ...log,
    async claim(request) {
      const claimed = await log.claim(request);
      for (const row of claimed.rows) db.memory.rows.get(row.id)!.version = --row.version;
      return claimed;
    },
  })),
  'what follows from a decision does not wait for its commit': withLog((log) => ({
    ...log,
    save(item) {
      const { decide } = item;
      if (!decide) return log.save(item);
      return new Promise((resolve, reject) => {
        const settle = (reply: Reply): SagaState => {
          const state = decide.settle(reply);
          resolve(state);
          return state;
        };
        log.save({ ...item, decide: { ...decide, settle } }).then(resolve, reject);
      });
    },
  })),
  'turning back is not saved before the undos leave': withLog((log) => ({
    ...log,
    save(item) {
      if (item.decide) return log.save(item);
      log.save(item).catch(() => {});
      return Promise.resolve(item.state);
    },
  })),
  'a zombie does not believe that its saga is lost': withLog((log) => ({
    ...log,
    async save(item) {
      const saved = await log.save(item);
      return saved === 'lost' ? (item.decide?.settle(done()) ?? item.state) : saved;
    },
  })),
  'the deadline is forgotten when a saga is taken over': withLog((log) => ({
    ...log,
    async claim(request) {
      const claimed = await log.claim(request);
      return { ...claimed, rows: claimed.rows.map((row) => ({ ...row, remaining: 3_600_000 })) };
    },
  })),
  'an operator turns back what has passed its pivot': withAdvance((plan, state, event, limits) => {
    const blind = { ...plan, pivot: plan.stages.length };
    return advance(event.type === 'turn-back' && plan.pivot > 0 ? blind : plan, state, event, limits);
  }),
  'an operator has only what was saved as sent undone': withAdvance((plan, state, event, limits) =>
    advance(plan, state, event.type === 'turn-back' ? { type: 'deadline', at: event.at } : event, limits),
  ),
  'an operator takes a saga over without a new version': withLog((log, db) => ({
    ...log,
    async retake(request) {
      const row = await log.retake(request);
      if (row) db.memory.rows.get(row.id)!.version = --row.version;
      return row;
    },
  })),
  'an undo that comes first leaves nothing behind': withHandle((books, plan, command, now) =>
    isUndo(plan, command) && !books.entry(command.order) ? done() : handle(books, plan, command, now),
  ),
  'a tombstone has a key of its own': withHandle((books, plan, command, now) => {
    if (!isUndo(plan, command) || books.entry(command.order)) return handle(books, plan, command, now);
    return handle(books, plan, { ...command, order: `undone ${command.order}` }, now);
  }),
  'a participant does what it has done': withHandle((books, plan, command, now) => {
    if (books.entry(command.order)?.state === 'held' && plan.verbs[command.type]?.does === 'hold') {
      books.forget(command.order);
    }
    return handle(books, plan, command, now);
  }),
  'a do that comes too late is done': withHandle((books, plan, command, now) =>
    handle(books, plan, { ...command, expiresAt: null }, now),
  ),
  'a participant answers before its write is safe': {
    parts: {
      flush(disk, then, { agenda }) {
        agenda.after(30, disk.flush);
        then();
      },
    },
  },
  'a refund has no cause by which it is done once': withHandle((books, plan, command, now) => {
    const verb = plan.verbs[command.type];
    if (verb?.does === 'part') books.forget(`${command.order}/${verb.cause(command.body)}`);
    return handle(books, plan, command, now);
  }),
  'a refund is granted without a look at what went back before': {
    world: {
      scene(random) {
        const scene = shop.scene(random);
        return { ...scene, orders: scene.orders.map(withBlindRefunds) };
      },
    },
  },
  'the pivot overlooks that a customer has cancelled': {
    world: {
      decisions: {
        ...decisions,
        confirm: (row) => ({ reply: done(), row: { ...row, status: 'confirmed', paid: true } }),
      },
    },
  },
  'the pivot, asked again, forgets what it has decided': {
    world: {
      decisions: {
        ...decisions,
        confirm: (row, item) =>
          row.cancelAsked ? { reply: refused(row.cancelAsked), row } : decisions['confirm']!(row, item),
      },
    },
  },
};
