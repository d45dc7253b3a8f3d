import type { LoaderFunctionArgs } from 'react-router';
import { AdminPage } from '../../admin/admin-page';
import { staff } from '../../admin/staff.server';
import { useWords } from '../../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  await staff(request);
  return null;
}

export default function Today() {
  const { say } = useWords();
  return (
    <AdminPage title={say('admin.today')}>
      <p>{say('admin.todayLead')}</p>
    </AdminPage>
  );
}
