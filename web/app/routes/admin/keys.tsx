import type { LoaderFunctionArgs } from 'react-router';
import { AdminPage } from '../../admin/admin-page';
import { KeysList } from '../../admin/keys-list';
import { staff } from '../../admin/staff.server';
import { useWords } from '../../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  await staff(request);
  return null;
}

export default function Keys() {
  const { say } = useWords();
  return (
    <AdminPage title={say('admin.keys')}>
      <KeysList />
    </AdminPage>
  );
}
