import { type ActionFunctionArgs, redirect } from 'react-router';
import { staff } from '../../admin/staff.server';
import { ask, Refusal } from '../../shop/api.server';
import { currencyOf } from '../../shop/currency.server';
import { noteDone } from '../../shop/done.server';
import { zoneOf } from '../../shop/zone.server';
import { languageOf } from '../../words/language-of.server';
import { localMoment } from '../../words/local-moment';
import { typedMoney } from '../../words/typed-money';

/** Whoever comes here by the address alone finds the product. */
export const loader = ({ params }: ActionFunctionArgs) => redirect(`/admin/products/${params['id']}`);

/** Plans a price, or takes a plan back, and goes back to the product, which says what came of it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, 'catalog.write');
  const path = `/products/${encodeURIComponent(params['id']!)}/prices`;
  const plan = form.get('plan');
  const note = await (plan === null
    ? planned(request, path, form)
    : ask(request, `${path}/${encodeURIComponent(String(plan))}`, { method: 'DELETE' }).then(
        () => 'price-dropped',
        refusedAs,
      ));
  return redirect(`/admin/products/${params['id']}`, { headers: [noteDone(request, note)] });
}

async function planned(request: Request, path: string, form: FormData): Promise<string> {
  const currency = await currencyOf(request);
  const price = typedMoney(String(form.get('amount') ?? ''), languageOf(request), currency);
  if ('wrong' in price) return 'price-wrong';
  const from = localMoment(String(form.get('from') ?? ''), await zoneOf(request));
  if (from === undefined) return 'price-past';
  const body = { price: { amount: price.amount }, from };
  return ask(request, path, { method: 'POST', body }).then(() => 'price-planned', refusedAs);
}

function refusedAs(error: unknown): string {
  if (error instanceof Refusal) return 'price-past';
  throw error;
}
