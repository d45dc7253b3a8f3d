import { Link, useRouteLoaderData } from 'react-router';
import { useWords } from '../words/words';
import type { adminData } from './admin-data.server';
import { LOG_PATH } from './menu';

/** Leads to what staff have changed of one thing (`product:ID`), for whoever may see that; for others there is nothing. */
export function LogLink({ subject }: { subject: string }) {
  const { say } = useWords();
  const menu = useRouteLoaderData<typeof adminData>('admin')?.menu ?? [];
  if (!menu.some(({ path }) => path === LOG_PATH)) return null;
  return (
    <Link to={`${LOG_PATH}?${new URLSearchParams({ subject })}`} className="admin-link">
      {say('admin.log.of')}
    </Link>
  );
}
