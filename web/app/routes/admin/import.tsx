import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  type ShouldRevalidateFunctionArgs,
  useActionData,
  useLoaderData,
} from 'react-router';
import { AdminPage } from '../../admin/admin-page';
import { ImportActs } from '../../admin/import-acts';
import { ImportChanges, ImportDiffering } from '../../admin/import-changes';
import { ImportCounts } from '../../admin/import-counts';
import { ImportProgress } from '../../admin/import-progress';
import { ImportSteps } from '../../admin/import-steps';
import { isImportUnderWay } from '../../admin/import-types';
import { ImportWrong } from '../../admin/import-wrong';
import { actOnImport, oneImport } from '../../admin/imports.server';
import { staff } from '../../admin/staff.server';
import { Notice } from '../../parts/notice';
import type { WholeImport } from '../../shop/api-types';
import { noteDone, takeDone } from '../../shop/done.server';
import { Moment } from '../../words/formats';
import { useWords } from '../../words/words';

const TOLD = { 'import-apply': 'applied', 'import-undo': 'undone', 'import-again': 'checked' } as const;

export async function loader({ request, params }: LoaderFunctionArgs) {
  await staff(request, 'imports.write');
  const { done, headers } = takeDone(request);
  const one = await oneImport(request, params['id']);
  // Told when it is done: until then the note is kept.
  const kept = Object.hasOwn(TOLD, done) && isImportUnderWay(one) ? [noteDone(request, done)] : headers;
  return data({ one, done, key: crypto.randomUUID() }, { headers: kept });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, 'imports.write');
  const id = params['id']!;
  const refused = await actOnImport(request, id, form);
  if (refused) return data(refused, { status: refused.status });
  return redirect(`/admin/imports/${id}`, { headers: [noteDone(request, `import-${form.get('act')}`)] });
}

/** Also after what was refused: the page shows what stands in the way. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return (actionStatus !== undefined && actionStatus < 500) || defaultShouldRevalidate;
}

export default function Import() {
  const { one, done, key } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const refused = useActionData<typeof action>();
  const isDone = Object.hasOwn(TOLD, done) && TOLD[done as keyof typeof TOLD] === one.state;
  return (
    <AdminPage title={one.fileName}>
      <ImportSteps one={one} at="check" />
      {refused && !(one.problem && refused.problem === 'admin.imports.outdated') && (
        <Notice kind="wrong" of={refused} className="mb-4">
          {say(refused.problem)}
        </Notice>
      )}
      {isDone && !refused && (
        <Notice kind="done" of={one.state} className="mb-4">
          {say(`admin.imports.told.${TOLD[done as keyof typeof TOLD]}`)}
        </Notice>
      )}
      <Story one={one} />
      <ImportCounts counts={one.counts} />
      {/* Said once, at the end: how far it is changes each second. */}
      <p role="status" className="sr-only">
        {say(isImportUnderWay(one) ? 'admin.imports.working' : `admin.imports.state.${one.state}`)}
      </p>
      {isImportUnderWay(one) ? (
        <ImportProgress progress={one.progress} />
      ) : (
        <ImportActs one={one} formKey={key} />
      )}
      <Trouble one={one} />
      <ImportWrong one={one} />
      <ImportChanges one={one} />
    </AdminPage>
  );
}

/** Who did what with it, and when. */
function Story({ one }: { one: WholeImport }) {
  const { say } = useWords();
  const steps = [
    ['checked', one.by, one.createdAt],
    ['applied', one.appliedBy, one.appliedAt],
    ['undone', one.undoneBy, one.undoneAt],
  ] as const;
  return (
    <ul className="text-soft mb-3">
      <li>{say(`admin.imports.kind.${one.kind}`)}</li>
      {steps.map(
        ([what, who, at]) =>
          at && (
            <li key={what}>
              {say(`admin.imports.state.${what}`)}: {who?.name ?? say('admin.imports.somebody')},{' '}
              <Moment at={at} />
            </li>
          ),
      )}
    </ul>
  );
}

/** What stood in the way, and what stayed as somebody had edited it. */
function Trouble({ one: { problem, kept } }: { one: WholeImport }) {
  const { say } = useWords();
  return (
    <>
      {problem && (
        <section aria-label={say('admin.imports.outdated')}>
          <p role="alert" className="my-3 font-medium">
            {say(problem.code === 'import_outdated' ? 'admin.imports.outdated' : 'error.text')}
          </p>
          <ImportDiffering rows={problem.rows ?? []} title={say('admin.imports.outdated')} />
        </section>
      )}
      {kept.length > 0 && (
        <section aria-labelledby="kept">
          <h2 id="kept" className="admin-import-heading">
            {say('admin.imports.kept')}
          </h2>
          <ImportDiffering rows={kept} title={say('admin.imports.kept')} />
        </section>
      )}
    </>
  );
}
