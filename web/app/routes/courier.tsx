import { randomUUID } from 'node:crypto';
import {
  type ActionFunctionArgs,
  data,
  isRouteErrorResponse,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import '../styles/courier.css';
import { staff } from '../admin/staff.server';
import { CourierDay } from '../courier/courier-day';
import { CourierFrame } from '../courier/courier-frame';
import { roundOf, tellByForm } from '../courier/round.server';
import { ErrorPage } from '../frame/error-page';

export async function loader({ request }: LoaderFunctionArgs) {
  const { user } = await staff(request, 'rounds.read');
  return { told: await roundOf(request, user.id), pageKey: randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, 'rounds.read');
  const refused = await tellByForm(request, form);
  if (refused) return data(refused, { status: refused.status });
  return redirect('/courier');
}

/** Where a courier goes today, and what they say came of it. */
export default function Courier() {
  return <CourierDay {...useLoaderData<typeof loader>()} problem={useActionData<typeof action>()?.problem} />;
}

export function ErrorBoundary({ error }: { error: unknown }) {
  return (
    <CourierFrame>
      <ErrorPage status={isRouteErrorResponse(error) ? error.status : 500} />
    </CourierFrame>
  );
}
