import { newId } from '@sagashop/kernel/ids';
import { done, fault, type Reply, refused } from '@sagashop/saga/message';
import fc from 'fast-check';
import { command, opened as open } from '../../services/payment/test/opened.ts';
import { anOrder, type Driven, emptied, onDatabase, rarely, type Subject, type World } from './drive.ts';

interface Wish {
  verb: 'hold' | 'release' | 'capture';
  order: number;
  late: boolean;
  /** It asks for another amount than this order's other holds. */
  other: boolean;
}

interface Deposit {
  user: number;
  amount: number;
}

interface Known {
  state: 'held' | 'captured' | 'released' | 'refused';
  user: number | null;
  amount: number;
  reason: string | null;
}

const AMOUNTS = [100, 350, 0, 600];
const FIRST_DEPOSIT = 500; // the first customer's; the second begins without an account

/** A payment service on a database of its own, to be driven by chance. */
export async function drivenPayment(): Promise<Subject<Wish, Deposit>> {
  const driven = await onDatabase('payment', open);
  const { opened, sql, wrong } = driven;
  return {
    name: 'payment',
    table: 'holds',
    does: 'payment.hold',
    undone: 'released',
    sql,
    wish: fc.record({
      verb: fc.constantFrom('hold', 'hold', 'release', 'capture'),
      order: anOrder,
      late: rarely,
      other: rarely,
    }),
    change: fc.record({ user: fc.nat(1), amount: fc.integer({ min: 1, max: 800 }) }),
    send: opened.send,
    wrong,
    begin: async (orders) => {
      await emptied(sql, 'entries', 'holds', 'accounts');
      const world = money(orders, [newId(), newId()], driven);
      await world.change({ user: 0, amount: FIRST_DEPOSIT });
      return world;
    },
  };
}

type Service = Driven<Awaited<ReturnType<typeof open>>>;

function money(orders: readonly string[], users: string[], { opened, sql }: Service): World<Wish, Deposit> {
  const books = new Books(orders.length - 1);
  return {
    command: ({ verb, order, late, other }) => {
      const body = verb === 'hold' ? { user: users[order % 2], amount: amountOf(order, other) } : {};
      return command(`payment.${verb}`, orders[order]!, body, late ? -1000 : 60_000);
    },
    model: (wish) => books.handle(wish),
    change: async ({ user, amount }) => {
      await opened.deposit(users[user]!, { amount });
      books.accounts[user] ??= { balance: 0, held: 0 };
      books.accounts[user].balance += amount;
    },
    expected: () => ({
      accounts: books.accounts.flatMap((account, user) => ({ user: users[user], ...account })),
      holds: [...books.orders]
        .sort(([a], [b]) => a - b)
        .map(([order, hold]) => ({ order: orders[order], ...hold, user: users[hold.user ?? -1] ?? null })),
      paid: [...books.orders]
        .sort(([a], [b]) => a - b)
        .flatMap(([order, { state, amount }]) => (state === 'captured' ? [[orders[order], 0 - amount]] : [])),
    }),
    actual: async () => {
      const [accounts, holds, paid] = await Promise.all([
        sql`select user_id as user, balance, held from accounts`,
        sql`select order_id as order, state, user_id as user, amount, reason from holds order by order_id`,
        sql`select transfer_id, amount from entries where kind = 'capture' and account = 'customer'
          order by transfer_id`.values(),
      ]);
      return {
        accounts: users.flatMap((user) =>
          accounts.filter((row) => row['user'] === user).map((row) => ({ ...row })),
        ),
        holds: holds.map((row) => ({ ...row })),
        paid: paid.map((row) => [...row]),
      };
    },
  };
}

function amountOf(order: number, other: boolean): number {
  return AMOUNTS[order % AMOUNTS.length]! + (other ? 1 : 0);
}

/** Two customers' money and what each order has of it, obeying one command after the other. */
class Books {
  readonly accounts: { balance: number; held: number }[] = [];
  readonly orders = new Map<number, Known>();
  readonly #noOrder: number;

  constructor(noOrder: number) {
    this.#noOrder = noOrder;
  }

  handle(wish: Wish): Reply {
    if (wish.order === this.#noOrder) return fault('no order');
    const known = this.orders.get(wish.order);
    if (wish.verb === 'hold') return this.#hold(wish, known);
    if (wish.verb === 'release' && !known) {
      this.orders.set(wish.order, { state: 'released', user: null, amount: 0, reason: null });
      return done();
    }
    if (known?.state === 'held') return this.#end(known, wish.verb);
    const fine = wish.verb === 'capture' ? ['captured'] : ['released', 'refused'];
    return known && fine.includes(known.state) ? done() : fault('out of turn');
  }

  #hold({ order, late, other }: Wish, known: Known | undefined): Reply {
    const user = order % 2;
    const amount = amountOf(order, other);
    if (known?.state === 'released') return refused('undone');
    if (known && known.amount !== amount) return fault('another amount');
    if (known) return known.reason ? refused(known.reason) : done();
    const account = this.accounts[user] ?? { balance: 0, held: 0 };
    const short = account.balance - account.held < amount ? 'insufficient_funds' : null;
    const reason = late ? 'expired' : short;
    this.orders.set(order, { state: reason ? 'refused' : 'held', user, amount, reason });
    if (reason) return refused(reason);
    account.held += amount;
    return done();
  }

  #end(known: Known, verb: 'release' | 'capture'): Reply {
    const account = this.accounts[known.user!];
    if (account) account.held -= known.amount;
    if (account && verb === 'capture') account.balance -= known.amount;
    known.state = verb === 'capture' ? 'captured' : 'released';
    return done();
  }
}
