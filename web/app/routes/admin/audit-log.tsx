import type { StaffAct } from '@sagashop/vocabulary/staff-acts';
import { Form, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { AdminPage } from '../../admin/admin-page';
import { AdminPages } from '../../admin/admin-pages';
import { AdminTable, type Column } from '../../admin/admin-table';
import { FilterBar, FilterChoice, FilterField } from '../../admin/filter-bar';
import { isAdmin } from '../../admin/is-admin';
import { LogChanges, useLogWord } from '../../admin/log-changes';
import { type LogRow, logRows } from '../../admin/log-rows.server';
import type { LogSubject } from '../../admin/log-subjects.server';
import { roleText } from '../../admin/role-text';
import { staff } from '../../admin/staff.server';
import { dayText } from '../../words/amounts';
import { Moment } from '../../words/formats';
import type { Texts } from '../../words/texts';
import { useWords } from '../../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  await staff(request, 'audit-log.read');
  return logRows(request);
}

export default function AuditLog() {
  const { rows, next, later, missing, actors, acts, about, file } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const columns: Column<LogRow>[] = [
    { title: say('admin.log.when'), cell: ({ at }) => <Moment at={at} className="whitespace-nowrap" /> },
    { title: say('admin.log.who'), cell: Who },
    { title: say('admin.log.what'), cell: What },
    { title: say('admin.log.change'), cell: Change },
    { title: say('admin.log.why'), cell: Why },
    { title: say('admin.log.from'), cell: ({ from }) => <span className="whitespace-nowrap">{from}</span> },
  ];
  const actions = (
    <a href={file} className="button" data-kind="quiet" download>
      {say('admin.log.file')}
    </a>
  );
  return (
    <AdminPage title={say('admin.log')} actions={actions}>
      <LogFilters actors={actors} acts={acts} about={about} />
      <Missing parts={missing} />
      <AdminTable
        caption={say('admin.log')}
        columns={columns}
        rows={rows}
        keyOf={({ id }) => id}
        empty={say('admin.log.none')}
      />
      <AdminPages next={next} later={later} />
    </AdminPage>
  );
}

const KINDS = [
  ...['product', 'category', 'order', 'order-view', 'user', 'courier', 'import', 'invitation', 'synonyms'],
];

interface Choices {
  actors: readonly { id: string; name: string | null }[];
  acts: readonly StaffAct[];
  about: ({ value: string } & LogSubject) | undefined;
}

function LogFilters({ actors, acts, about }: Choices) {
  const { say } = useWords();
  const kindName = useLogWord('kind');
  const any = say('admin.log.any');
  const chosen = about && ([about.value, `${kindName(about.kind)}: ${about.name ?? about.value}`] as const);
  return (
    <FilterBar keep={[]}>
      <FilterChoice
        name="actor"
        label={say('admin.log.who')}
        any={any}
        options={actors.map(({ id, name }) => [id, name ?? say('admin.log.left')])}
      />
      <FilterChoice
        name="subject"
        label={say('admin.log.about')}
        any={any}
        options={[
          ...(chosen ? [chosen] : []),
          ...KINDS.map((kind): [string, string] => [kind, kindName(kind)]),
        ]}
      />
      <FilterChoice
        name="action"
        label={say('admin.log.what')}
        any={any}
        options={acts.map((act) => [act, say(`admin.log.act.${act}`)])}
      />
      <FilterField name="text" type="search" label={say('admin.log.text')} />
      <FilterField name="from" type="date" label={say('admin.log.since')} />
      <FilterField name="to" type="date" label={say('admin.log.until')} />
    </FilterBar>
  );
}

/** That the list has gaps, since some services do not answer, and whose entries are not in it. */
function Missing({ parts }: { parts: readonly string[] }) {
  const { say } = useWords();
  const partName = useLogWord('part');
  if (parts.length === 0) return null;
  return (
    <p role="status" className="mb-3 font-medium text-ember">
      {say('admin.log.missing', { parts: parts.map(partName).join(', ') })}
    </p>
  );
}

function Who({ actor: { name, roles } }: LogRow) {
  const { say } = useWords();
  return (
    <>
      {name ?? say('admin.log.left')}{' '}
      <span className="text-soft">{roles.map((role) => say(roleText(role))).join(', ')}</span>
    </>
  );
}

/** Why, as whoever did it says; of stock there is a reason besides, and a courier's plan is for a day. */
function Why({ why: { code, day, undoes, text } }: LogRow) {
  const { say, texts, locale } = useWords();
  const key = `admin.movement.${code}`;
  const known = key in texts ? say(key as keyof Texts) : code;
  return [day && dayText(day, locale), undoes && say('admin.log.undoes'), known, text]
    .filter(Boolean)
    .join(': ');
}

/** What has changed, and the way back for as long as there is one. */
function Change({ id, changes, undo, subject }: LogRow) {
  const { say } = useWords();
  return (
    <>
      <LogChanges changes={changes} kind={subject.kind} />
      {undo && (
        <Form method="post" action={`/admin/products/${undo}/undo`}>
          <button
            type="submit"
            name="undo"
            value={id}
            aria-label={`${say('admin.undo')}: ${subject.name ?? undo}`}
            className="admin-link underline"
          >
            {say('admin.undo')}
          </button>
        </Form>
      )}
    </>
  );
}

/** What was done, and to what. */
function What({ action, subject: { kind, name, path } }: LogRow) {
  const actName = useLogWord('act');
  const kindName = useLogWord('kind');
  const called = name ?? (kind === 'synonyms' ? undefined : kindName(kind));
  if (called === undefined) return actName(action);
  return (
    <>
      {actName(action)}
      {': '}
      {path === undefined ? (
        called
      ) : (
        <Link to={path} reloadDocument={!isAdmin(path)} data-row className="link">
          {called}
        </Link>
      )}
    </>
  );
}
