import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { AdminPage } from '../../admin/admin-page';
import { AdminPages } from '../../admin/admin-pages';
import { FilterBar, FilterChoice } from '../../admin/filter-bar';
import { ReturnTable } from '../../admin/return-table';
import { staff } from '../../admin/staff.server';
import { get, orErrorPage } from '../../shop/api.server';
import type { List, ListedReturn } from '../../shop/api-types';
import { orFirstPage } from '../../shop/first-page.server';
import { useWords } from '../../words/words';

const STATES = ['asked', 'approved', 'refused', 'received', 'settled'] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  await staff(request, 'returns.read');
  const asked = new URL(request.url).searchParams;
  const state = STATES.find((one) => one === asked.get('state'));
  const cursor = asked.get('cursor');
  const query = new URLSearchParams({ limit: '50', ...(state && { state }), ...(cursor && { cursor }) });
  const list = await orErrorPage(orFirstPage(request, get<List<ListedReturn>>(request, `/returns?${query}`)));
  return { rows: list.items, next: list.nextCursor, later: cursor !== null };
}

/** What customers send back, by how it stands. */
export default function Returns() {
  const { rows, next, later } = useLoaderData<typeof loader>();
  const { say } = useWords();
  return (
    <AdminPage title={say('admin.returns')}>
      <FilterBar>
        <FilterChoice
          name="state"
          label={say('admin.return.state')}
          any={say('admin.mailbox.any')}
          options={STATES.map((state) => [state, say(`admin.return.is.${state}`)])}
        />
      </FilterBar>
      <ReturnTable rows={rows} />
      <AdminPages next={next} later={later} />
    </AdminPage>
  );
}
