import type { Hit } from '@sagashop/lab/fault';
import { stepKey } from './definitions.ts';

/** What has struck an order, with the keys of the steps that it struck in these sagas. */
export function hitsBeside(hits: readonly Hit[], sagas: readonly { id: string; definition: string }[]) {
  const names = new Map(sagas.map(({ id, definition }) => [id, definition]));
  return hits.map((hit) => {
    const definition = hit.saga === null ? undefined : names.get(hit.saga);
    const key = definition && hit.step !== null ? stepKey(definition, hit.step) : undefined;
    return { ...hit, step: key ?? null };
  });
}
