import type { App } from '@sagashop/chassis/http/app';
import type { importRunner } from '../actions/run-imports.ts';
import { addImportRoute } from './add-import.ts';
import { checkAgainRoute } from './check-again.ts';
import { importActRoutes } from './import-acts.ts';
import { importListRoute, importRoute } from './imports.ts';
import type { ImportParts } from './whole-import.ts';
import { wrongRowsRoute } from './wrong-rows.ts';

/** Everything about imports. `poke` is called after one was applied: stock may have to be told of new products. */
export function importRoutes(
  app: App,
  parts: ImportParts & { runner: ReturnType<typeof importRunner>; poke: () => void },
): void {
  addImportRoute(app, parts);
  importListRoute(app, parts);
  importRoute(app, parts);
  checkAgainRoute(app, parts);
  importActRoutes(app, parts);
  wrongRowsRoute(app, parts.sql);
}
