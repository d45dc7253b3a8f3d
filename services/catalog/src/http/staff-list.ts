import { assertPermission } from '@sagashop/chassis/http/access';
import { signedIn } from '@sagashop/chassis/http/identity';
import { page } from '@sagashop/chassis/http/lists';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Language } from '@sagashop/vocabulary/language';
import { permission } from '@sagashop/vocabulary/permissions';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { listForStaff, type StaffWish } from '../store/list-for-staff.ts';
import type { Sort } from '../store/products-wanted.ts';
import { cursorKey, readCursor } from './product-cursor.ts';
import { showProduct } from './product-shape.ts';

/** What only staff may ask of the list of products. */
export const StaffQuery = {
  published: Type.Optional(
    Type.Enum(['true', 'false', 'any'], {
      description:
        'For staff (`catalog.read`): hidden products (`false`), or those as well (`any`), found by the words of their ' +
        'names as they are written. Left out: as customers see them',
    }),
  ),
  availability: Type.Optional(
    Type.Enum(['in_stock', 'low', 'out'], { description: 'With `published`: how much there is' }),
  ),
};

export const STAFF = permission('catalog.read');

/** Whether hidden products are asked for, by somebody who may see them; 401 or 403 for everybody else. */
export function asksAsStaff(request: FastifyRequest, published: string | undefined): boolean {
  if (published === undefined) return false;
  assertPermission(signedIn(request), STAFF);
  return true;
}

interface Asked {
  search?: string;
  published?: string;
  availability?: StaffWish['availability'];
  minPrice?: number;
  maxPrice?: number;
  limit: number;
  cursor?: string;
}

/** A page of products, the hidden ones among them or alone, as staff look for them. */
export async function staffPage(
  sql: Sql,
  { search = '', published, limit, cursor, ...asked }: Asked,
  wanted: { categories: string[]; sort: Sort; language: Language; currency: string },
) {
  const { currency, ...wish } = wanted;
  const sort = wish.sort === 'relevance' ? 'newest' : wish.sort;
  const rows = await listForStaff(sql, {
    ...wish,
    sort,
    text: search,
    published: published === 'any' ? undefined : published === 'true',
    availability: asked.availability,
    minPrice: asked.minPrice,
    maxPrice: asked.maxPrice,
    after: readCursor(cursor, sort, false)?.after,
    limit: limit + 1,
  });
  return page(
    rows,
    limit,
    (row) => cursorKey(sort, row, undefined),
    (row) => ({ ...showProduct(row, currency), published: row.published }),
  );
}
