import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answering, deciding } from '@sagashop/chassis/work/participant';
import { newId } from '@sagashop/kernel/ids';
import { type BodyOf, type Command, done, type Reply } from '@sagashop/saga/message';
import { tellCustomers } from '../actions/tell-customers.ts';
import {
  tell,
  tellPieces,
  tellRefund,
  tellRefundPart,
  tellReturn,
  tellShipment,
  tellWithdrawal,
} from '../contract.ts';
import { type Ending, messageFor } from '../domain/message.ts';
import type { NewMessage } from '../store/messages.ts';

const TOLD = [tell, tellRefund, tellRefundPart, tellPieces, tellShipment, tellReturn, tellWithdrawal];

/** Those that say themselves what became of something. */
type Became = typeof tellShipment | typeof tellReturn | typeof tellWithdrawal;
const BECAME: ReadonlySet<string> = new Set([tellShipment.type, tellReturn.type, tellWithdrawal.type]);

/** Handles notify's commands. A customer is always told, however late: the order has ended. */
export function handleCommands(sql: Sql, metrics: Metrics): (command: Command) => Promise<Reply> {
  return answering({ name: 'notify', types: TOLD, metrics }, handleBatches(sql));
}

const handleBatches =
  (sql: Sql) =>
  async (batch: Command[]): Promise<Reply[]> => {
    const messages: NewMessage[] = [];
    const replies = batch.map((command) =>
      deciding(command, () => {
        messages.push(messageOf(command));
        return done();
      }),
    );
    await tellCustomers(sql, messages);
    return replies;
  };

/** The message that a command asks for. */
export function messageOf(command: Command): NewMessage {
  const body = endingIn(command);
  const { number, total, currency, deliveryDate, reason, amount, cause = null } = body;
  const { at, until, zone, sendTo, comeBy } = body;
  return {
    orderId: command.order,
    kind: body.outcome,
    cause,
    id: newId(),
    userId: body.user,
    language: body.language,
    message: messageFor(body, body.language),
    ending: { number, total, currency, deliveryDate, reason, amount, at, until, zone, sendTo, comeBy },
  };
}

type Said = Ending & Pick<BodyOf<typeof tell>, 'user' | 'language'> & { cause?: string };

function endingIn({ type, body }: Command): Said {
  if (type === tell.type) return body as BodyOf<typeof tell>;
  if (type === tellRefundPart.type) return { ...(body as BodyOf<typeof tellRefundPart>), outcome: 'refund' };
  if (type === tellPieces.type)
    return { ...(body as BodyOf<typeof tellPieces>), outcome: 'pieces_cancelled' };
  if (BECAME.has(type)) {
    const { became, ...rest } = body as BodyOf<Became>;
    return { ...rest, outcome: became };
  }
  return { ...(body as BodyOf<typeof tellRefund>), outcome: 'refunded' };
}
