import { texts } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';

type Fields = Record<string, unknown>;

/** A change of a product by staff, as the audit log has it. */
export interface LoggedChange {
  id: string;
  at: Date;
  actor: string;
  action: string;
  before: Fields;
  after: Fields;
  /** Whether it is less than a day ago. */
  recent: boolean;
}

const columns = (db: Db) => db`id, at, actor, action, before, after, at > now() - interval '1 day' as recent`;

/** A change of a product, by its id. */
export async function findLoggedChange(
  db: Db,
  subject: string,
  id: string,
): Promise<LoggedChange | undefined> {
  const [row] = await db<LoggedChange[]>`
    select ${columns(db)} from audit_log where id = ${id} and subject = ${subject}`;
  return row;
}

/**
 * The last change of any of these fields of a product. Entries go by their ids, which were made under the product's lock:
 * their transactions may have begun the other way round.
 */
export async function findLastChange(
  db: Db,
  subject: string,
  fields: readonly string[],
): Promise<LoggedChange | undefined> {
  const [row] = await db<LoggedChange[]>`
    select ${columns(db)} from audit_log
    where subject = ${subject} and action like 'product.%' and after ?| ${texts(fields)}::text[]
    order by id desc limit 1`;
  return row;
}
