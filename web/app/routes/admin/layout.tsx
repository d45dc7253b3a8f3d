import {
  isRouteErrorResponse,
  Outlet,
  type ShouldRevalidateFunctionArgs,
  useLoaderData,
  useRouteLoaderData,
} from 'react-router';
import '../../styles/admin.css';
import { adminData } from '../../admin/admin-data.server';
import { AdminError } from '../../admin/admin-error';
import { AdminFrame } from '../../admin/admin-frame';

export const loader = adminData;

/** Who works here and where they may go stays while they look around; a form may have changed it. */
export function shouldRevalidate({ formMethod, currentUrl, nextUrl }: ShouldRevalidateFunctionArgs) {
  return (formMethod !== undefined && formMethod !== 'GET') || currentUrl.href === nextUrl.href;
}

export default function AdminLayout() {
  return (
    <AdminFrame known={useLoaderData<typeof loader>()}>
      <Outlet />
    </AdminFrame>
  );
}

export function ErrorBoundary({ error }: { error: unknown }) {
  const known = useRouteLoaderData<typeof loader>('admin');
  const answer = isRouteErrorResponse(error) ? error : undefined;
  return (
    <AdminFrame known={known}>
      <AdminError status={answer?.status ?? 500} roles={answer?.data?.roles} />
    </AdminFrame>
  );
}
