import type { Staff } from '@sagashop/audit-log/staff-of';
import { refuse } from '@sagashop/chassis/errors';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { assertNotEdited } from '@sagashop/vocabulary/editable';
import { type KeptList, MOST_VIEWS, type OrderView } from '../domain/order-view.ts';
import { refuseOrder } from '../errors.ts';
import { countViews, deleteView, insertView, lockView, updateView } from '../store/order-views.ts';
import { loggedView, logView } from './log-view.ts';

/** Who keeps views; `mayShare`: also those that everybody has. */
export interface Keeper {
  staff: Staff;
  mayShare: () => void;
}

type Fields = Pick<OrderView, 'name' | 'query' | 'shared' | 'position'>;
export type ViewChange = { [K in keyof Fields]?: Fields[K] | undefined };

/** Keeps a list of orders, behind the others unless a position is given. Refuses `too_many_views`. */
export async function addView(
  tx: Tx,
  { staff, mayShare }: Keeper,
  wish: Omit<Fields, 'position'> & { list: KeptList; position?: number | undefined },
): Promise<OrderView> {
  if (wish.shared) mayShare();
  const owner = staff.actor.id;
  const last = await assertRoom(tx, { shared: wish.shared, owner, list: wish.list });
  const view = { ...wish, id: newId(), owner, position: wish.position ?? last + 1 };
  await insertView(tx, view);
  if (view.shared) await logView(tx, staff, { id: view.id, before: {}, after: loggedView(view) });
  return view;
}

/**
 * Changes a view of one's own, or a shared one if one may share; `judge` throws for filters that its list does not know. Refuses with 404 what is another's, `edit_conflict` where
 * somebody else was faster, and `too_many_views`.
 */
export async function changeView(
  sql: Sql,
  { staff, mayShare }: Keeper,
  wish: { id: string; change: ViewChange; was: object | undefined; judge: (list: KeptList) => void },
): Promise<OrderView> {
  const { id, change, was, judge } = wish;
  return sql.begin(async (tx) => {
    const view = await lockOwn(tx, staff, id);
    if (view.shared || change.shared) mayShare();
    judge(view.list);
    assertNotEdited(view, change, was);
    const { owner } = view;
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    // Of a shared one that is nobody's any more, whoever makes it their own is the keeper.
    const after = { ...view, ...given, owner: owner ?? staff.actor.id };
    if (after.shared !== view.shared) await assertRoom(tx, after);
    await updateView(tx, after);
    if (view.shared || after.shared)
      await logView(tx, staff, { id, before: loggedView(view), after: loggedView(after) });
    return after;
  }) as Promise<OrderView>;
}

/** Deletes a view of one's own, or a shared one if one may share. */
export async function dropView(sql: Sql, { staff, mayShare }: Keeper, id: string): Promise<void> {
  await sql.begin(async (tx) => {
    const view = await lockOwn(tx, staff, id);
    if (view.shared) mayShare();
    await deleteView(tx, id);
    if (view.shared) await logView(tx, staff, { id, before: loggedView(view), after: {} });
  });
}

async function lockOwn(tx: Tx, { actor }: Staff, id: string): Promise<OrderView> {
  const view = await lockView(tx, id);
  if (!view || (!view.shared && view.owner !== actor.id)) throw refuse.not_found();
  return view;
}

async function assertRoom(
  tx: Tx,
  { shared, owner, list }: { shared: boolean; owner: string; list: KeptList },
): Promise<number> {
  const { many, last } = await countViews(tx, shared ? 'shared' : { owner }, list);
  if (many >= MOST_VIEWS) throw refuseOrder.too_many_views({ most: MOST_VIEWS });
  return last;
}
