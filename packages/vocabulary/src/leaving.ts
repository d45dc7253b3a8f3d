import { Id } from '@sagashop/chassis/http/shapes';
import { call } from '@sagashop/chassis/service/calls';
import { Type } from 'typebox';

/** A user who leaves the shop, and the run of their departure: a later one's word counts more. */
const Leaver = Type.Object({ user: Id, run: Id });
const Nothing = Type.Object({});

/**
 * What user asks each service whose manifest has the capability `leaving` when somebody leaves; it may have some of these
 * calls only. `needed`, before guests leave whom nobody needs: which of these users it has orders or money of, in their
 * order. `close`: take nothing new for this user, unless there is a reason against. `reopen`: they stay after all. `forget`,
 * once nothing can stop it any more: empty what is personal. Each may be asked again.
 */
export function leaving(service: string) {
  const Closed = Type.Object({
    refused: Type.Union([Type.Null(), Type.Literal('orders_in_flight'), Type.Literal('money_left')]),
  });
  return {
    needed: call(
      service,
      'needed-users',
      Type.Object({ users: Type.Array(Id) }),
      Type.Object({ needed: Type.Array(Type.Boolean()) }),
    ),
    close: call(service, 'close-user', Leaver, Closed),
    reopen: call(service, 'reopen-user', Leaver, Nothing),
    forget: call(service, 'forget-user', Leaver, Nothing),
  };
}
