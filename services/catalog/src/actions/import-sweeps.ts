import type { Logger } from '@sagashop/chassis/observe/log';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { sweepAll, sweeper } from '@sagashop/chassis/work/sweeper';
import { emptyOldImports } from '../store/imports.ts';
import type { importRunner } from './run-imports.ts';

const OLD = 7; // days that the file and the rows of an import are kept
const AT_ONCE = 20;
const SOON = 2000; // ms
const HOUR = 3_600_000;

/** What is done for imports by itself: stock is asked again where it did not answer, and what is old goes. */
export function importSweeps({
  sql,
  runner,
  log,
}: {
  sql: Sql;
  runner: ReturnType<typeof importRunner>;
  log: Logger;
}) {
  const empty = () => sweepAll((most) => emptyOldImports(sql, OLD, most), AT_ONCE);
  return [
    sweeper({ name: 'imports that stock has not answered', first: 0, every: SOON, work: runner.finish, log }),
    sweeper({ name: 'old imports', every: HOUR, work: empty, log }),
  ];
}
