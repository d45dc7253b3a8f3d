import type { Documented } from '@sagashop/chassis/http/documented';
import { testContext } from '@sagashop/chassis/testing';
import { SERVICES, variables } from '../api-docs/every-service.ts';
import { accessOf } from '../api-docs/roles.ts';

/** A route by which somebody who works for the shop changes something, with the words for it. */
export interface StaffRoute {
  /** `POST /api/products`. */
  route: string;
  words: Documented[string];
}

/** Every route that is no GET and takes a permission: of everybody, or where what is another's is changed. */
export async function staffRoutes(urls: Record<string, string>): Promise<StaffRoute[]> {
  const found: StaffRoute[] = [];
  for (const { open, documented } of Object.values(SERVICES)) {
    const service = await open(testContext(variables(urls)));
    try {
      for (const { route, needs, othersNeed } of await accessOf(service)) {
        const byStaff = typeof needs === 'object' || othersNeed !== undefined;
        if (byStaff && !route.startsWith('GET ')) found.push({ route, words: documented[route]! });
      }
    } finally {
      await service.stop();
    }
  }
  return found;
}
