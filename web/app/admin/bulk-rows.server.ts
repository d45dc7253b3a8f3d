import { get, orErrorPage } from '../shop/api.server';
import type { BulkAction, BulkTarget, List } from '../shop/api-types';

/** What was done with many orders lately. */
export async function bulkActions(request: Request): Promise<BulkAction[]> {
  return (await orErrorPage(get<List<BulkAction>>(request, '/bulk-actions?limit=50'))).items;
}

/** How far something is that is done with many orders, with those that were refused. */
export async function bulkAction(request: Request, id: string) {
  const path = `/bulk-actions/${encodeURIComponent(id)}`;
  const action = await orErrorPage(get<BulkAction>(request, path));
  const of = async (state: string, many: number) =>
    many > 0
      ? (await orErrorPage(get<List<BulkTarget>>(request, `${path}/orders?state=${state}&limit=100`))).items
      : [];
  const [refused, waiting] = await Promise.all([
    of('refused', action.refused),
    of('waiting', action.waiting),
  ]);
  return { action, refused, waiting };
}
