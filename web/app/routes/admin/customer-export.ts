import { type ActionFunctionArgs, redirect } from 'react-router';
import { staff } from '../../admin/staff.server';
import { ask, orErrorPage } from '../../shop/api.server';

const PATIENCE = 60_000; // ms: every service looks for everything

/** Whoever comes here by the address alone finds the person. */
export const loader = ({ params }: ActionFunctionArgs) => redirect(`/admin/customers/${params['id']}`);

/** Everything that the shop keeps about a person, as a file that people can read too. */
export async function action({ request, params }: ActionFunctionArgs) {
  await staff(request, 'customers.export');
  const id = encodeURIComponent(params['id']!);
  const asked = ask(request, `/customers/${id}/export`, { method: 'POST', patience: PATIENCE });
  const { body } = await orErrorPage(asked);
  return new Response(JSON.stringify(body, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="customer-${id}.json"`,
    },
  });
}
