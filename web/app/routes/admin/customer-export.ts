import { type ActionFunctionArgs, redirect } from 'react-router';
import { staff } from '../../admin/staff.server';
import { ask, isAway, Refusal } from '../../shop/api.server';
import { noteDone } from '../../shop/done.server';

const PATIENCE = 28_000; // ms: every service looks for everything; less than the gateway waits for a page

/** Whoever comes here by the address alone finds the person. */
export const loader = ({ params }: ActionFunctionArgs) => redirect(pageOf(params));

/** Everything that the shop keeps about a person, as a file that people can read too; their page says why there is none. */
export async function action({ request, params }: ActionFunctionArgs) {
  await staff(request, 'customers.export');
  const id = encodeURIComponent(params['id']!);
  const asked = ask(request, `/customers/${id}/export`, { method: 'POST', patience: PATIENCE });
  const file = await asked.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    const note = isAway(error) ? 'export-away' : 'export-not';
    return redirect(pageOf(params), { headers: [noteDone(request, note)] });
  });
  if (file instanceof Response) return file;
  return new Response(JSON.stringify(file.body, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="customer-${id}.json"`,
    },
  });
}

const pageOf = (params: ActionFunctionArgs['params']) =>
  `/admin/customers/${encodeURIComponent(params['id']!)}`;
