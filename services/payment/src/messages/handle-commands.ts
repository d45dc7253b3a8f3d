import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { deciding, type Handle, isLate, participant } from '@sagashop/chassis/work/participant';
import { type BodyOf, type Command, done, type Reply, refused } from '@sagashop/saga/message';
import { keepBooks, type Whose } from '../actions/keep-books.ts';
import { capture, hold, refund, refundPart, release } from '../contract.ts';
import type { Books } from '../domain/books.ts';
import {
  captureMoney,
  type Decision,
  holdMoney,
  refundMoney,
  refundOfPart,
  releaseMoney,
} from '../domain/hold.ts';

/** Handles payment's commands: an idempotent receiver, since what an order asked for before is on its hold's row. */
export function handleCommands(sql: Sql, metrics: Metrics): (command: Command) => Promise<Reply> {
  return participant({
    name: 'payment',
    sql,
    types: [hold, release, capture, refund, refundPart],
    handle: handleBatch,
    metrics,
  });
}

/** Handles a batch, each command in its turn. */
const handleBatch: Handle = (tx, batch, turn) =>
  keepBooks(tx, whose(batch), turn, (books, at) =>
    batch.map((command) =>
      deciding(command, () => {
        const decision = decide(books, command, at);
        books.put(decision);
        return toReply(decision);
      }),
    ),
  );

/** What these commands are about. */
export function whose(batch: readonly Command[]): Whose {
  const orders = [...new Set(batch.map(orderOf))].sort();
  const users = [...new Set(batch.filter(isHold).map(userOf))].sort();
  const refunds = [...new Set(batch.filter(isRefund).map(orderOf))].sort();
  return { orders, users, refunds };
}

/** What a command comes to. Throws what is a fault of it. */
export function decide(books: Books, command: Command, now: number): Decision {
  const orderId = orderOf(command);
  const known = books.hold(orderId);
  if (isHold(command)) {
    const wanted = { orderId, amount: command.body.amount };
    return holdMoney(known, books.account(userOf(command)), wanted, isLate(command, now));
  }
  if (command.type === release.type) return releaseMoney(known, books.accountOf(orderId), orderId);
  if (isRefund(command)) return decideRefund(books, command);
  return captureMoney(known, books.accountOf(orderId));
}

function decideRefund(books: Books, command: Command): Decision {
  const orderId = orderOf(command);
  const [known, account, earlier] = [books.hold(orderId), books.accountOf(orderId), books.refundsOf(orderId)];
  if (command.type === refund.type) return refundMoney(known, account, earlier);
  const { cause, amount } = command.body as BodyOf<typeof refundPart>;
  return refundOfPart(known, account, earlier, { cause: cause.toLowerCase(), amount });
}

const isRefund = ({ type }: Command) => type === refund.type || type === refundPart.type;

// Ids come back from the database in lower case.
const orderOf = (command: Command) => command.order.toLowerCase();
const userOf = (command: Command<BodyOf<typeof hold>>) => command.body.user.toLowerCase();

function isHold(command: Command): command is Command<BodyOf<typeof hold>> {
  return command.type === hold.type;
}

function toReply({ outcome }: Decision): Reply {
  return outcome === 'done' ? done() : refused(outcome);
}
