import type { FaultCode } from './import-faults.ts';
import type { ImportField } from './import-kinds.ts';
import type { Values } from './row-reader.ts';

/** What a new product lacks. */
export function missingIn(values: Values): { code: FaultCode; field: ImportField }[] {
  const needed = {
    nameEn: 'name_missing',
    nameRu: 'name_missing',
    price: 'price_missing',
    category: 'category_missing',
  } as const;
  return (['nameEn', 'nameRu', 'price', 'category'] as const)
    .filter((field) => values[field] === undefined)
    .map((field) => ({ code: needed[field], field }));
}
