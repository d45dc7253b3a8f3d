import { data, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import '../../styles/admin-packing.css';
import { AdminPage } from '../../admin/admin-page';
import { PickList } from '../../admin/pick-list';
import { staff } from '../../admin/staff.server';
import { PrintButton } from '../../parts/print-button';
import { get, orErrorPage } from '../../shop/api.server';
import type { Picks } from '../../shop/api-types';
import { isDay } from '../../shop/draft.server';
import { dayText } from '../../words/amounts';
import { useWords } from '../../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  await staff(request, 'shipments.plan');
  const date = new URL(request.url).searchParams.get('date') ?? '';
  if (!isDay(date)) throw data(null, { status: 404 });
  return { date, ...(await orErrorPage(get<Picks>(request, `/shipments/picks?date=${date}`))) };
}

/** What to take from the shelves for a day's planned parcels. */
export default function PackingPicks() {
  const { date, parcels, items } = useLoaderData<typeof loader>();
  const { say, count, locale } = useWords();
  return (
    <AdminPage
      title={say('admin.packing.picksOf', { day: dayText(date, locale) })}
      actions={
        <>
          <Link to={`/admin/packing?date=${date}`} className="button" data-kind="quiet">
            {say('admin.packing.back')}
          </Link>
          <PrintButton />
        </>
      }
    >
      <p className="mb-3">{count('admin.packing.parcels', parcels)}</p>
      <PickList picks={items} />
    </AdminPage>
  );
}
