import { refuse } from '@sagashop/chassis/errors';
import { refuseCatalog } from '../errors.ts';
import type { Import } from '../store/imports.ts';

/** Who asks, and by which key: whoever asks again with it is answered as the first time. */
export interface Asked {
  by: string;
  key: string | undefined;
}

/** Whether an import is to be applied; not where the same was asked before. Throws where it cannot be. */
export function mayApply(one: Import | undefined, { by, key }: Asked): one is Import {
  if (!one) throw refuse.not_found();
  const isSame = key !== undefined && one.appliedKey === key && one.appliedBy === by;
  if (isSame && one.state !== 'checked') return false;
  if (one.state === 'applying') throw refuseCatalog.import_under_way();
  if (one.state !== 'checked') throw refuseCatalog.already_applied();
  if (one.counts.wrong > 0) throw refuseCatalog.has_wrong_rows({ wrong: one.counts.wrong });
  if (one.emptied) throw refuseCatalog.import_emptied();
  return true;
}

/** Whether an import is to be taken back; not where the same was asked before. Throws where it cannot be. */
export function mayUndo(one: Import | undefined, { by, key }: Asked): one is Import {
  if (!one) throw refuse.not_found();
  const isSame = key !== undefined && one.undoneKey === key && one.undoneBy === by;
  if (isSame && one.state !== 'applied') return false;
  if (one.state === 'undone') throw refuseCatalog.already_undone();
  if (one.state === 'undoing' || one.state === 'applying') throw refuseCatalog.import_under_way();
  if (one.state !== 'applied') throw refuseCatalog.not_applied();
  if (!one.isYoung) throw refuseCatalog.undo_expired();
  return true;
}
