import type { Session } from './moment.ts';

export interface Table {
  name: string;
  columns: string[];
}

/** A name as SQL wants it. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** All tables with the columns that are written, without those that are made anew (unlogged); those that others refer to first. */
export async function tablesOf(session: Session): Promise<Table[]> {
  const tables = await session<Table[]>`
    select c.relname as name, json_agg(a.attname order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
      and c.relname <> 'schema_migrations'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname`;
  const references = await session<{ child: string; parent: string }[]>`
    select child.relname as child, parent.relname as parent from pg_constraint
    join pg_class child on child.oid = conrelid join pg_class parent on parent.oid = confrelid
    where contype = 'f' and connamespace = current_schema()::regnamespace and conrelid <> confrelid`;
  return parentsFirst([...tables], references);
}

function parentsFirst(tables: Table[], references: readonly { child: string; parent: string }[]): Table[] {
  const sorted: Table[] = [];
  const there = (name: string) => sorted.some((table) => table.name === name);
  while (tables.length > 0) {
    const at = tables.findIndex(({ name }) =>
      references.every(({ child, parent }) => child !== name || there(parent)),
    );
    if (at < 0)
      throw new Error(
        `Tables refer to each other in a circle: ${tables.map(({ name }) => name).join(', ')}.`,
      );
    sorted.push(...tables.splice(at, 1));
  }
  return sorted;
}

/** The last number that each sequence has given; those that gave none are left out. */
export async function sequencesOf(session: Session): Promise<Record<string, string>> {
  const rows = await session<{ name: string; last: string }[]>`
    select sequencename as name, last_value::text as last from pg_sequences
    where schemaname = current_schema() and last_value is not null order by 1`;
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}

/** The first of these tables that has a row. */
export async function firstWithRows(session: Session, tables: readonly Table[]): Promise<string | undefined> {
  for (const { name } of tables) {
    const rows = await session.unsafe(`select from ${quoted(name)} limit 1`);
    if (rows.count > 0) return name;
  }
  return undefined;
}

const MARK = /^(Restoring|Restored) from the backup ([\w-]+), as of ([\w:.-]+)$/;

/** What a database says about the backup that is in it: all of its rows, and then that all other databases have theirs. */
export interface Mark {
  state: 'Restoring' | 'Restored';
  id: string;
  moment: string;
}

/** Which backup is in a database; undefined when it was not restored. */
export async function markOf(session: Session): Promise<Mark | undefined> {
  const [row] = await session<{ mark: string | null }[]>`
    select obj_description(to_regclass('schema_migrations'), 'pg_class') as mark`;
  const [, state, id, moment] = MARK.exec(row!.mark ?? '') ?? [];
  return state ? ({ state, id, moment } as Mark) : undefined;
}

/** Notes which backup is in a database. Throws when that says nothing of itself. */
export async function setMark(session: Session, { state, id, moment }: Mark): Promise<void> {
  const mark = `${state} from the backup ${id}, as of ${moment}`;
  if (!MARK.test(mark)) throw new Error('The backup has no id.');
  await session.unsafe(`comment on table schema_migrations is '${mark}'`);
}
