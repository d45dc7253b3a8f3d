import {
  type ActionFunctionArgs,
  data,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import { Head } from '../frame/head';
import { EmailForm } from '../parts/email-form';
import { Notice } from '../parts/notice';
import { SmallPage } from '../parts/small-page';
import { orErrorPage, Refusal } from '../shop/api.server';
import { noteDone, takeDone } from '../shop/done.server';
import { type FormState, formTexts } from '../shop/form';
import { signUpRefused } from '../shop/problems.server';
import { productPath } from '../shop/product-path';
import { askNotToBeTold, askToBeTold, awaited } from '../shop/reminders.server';
import { visitor } from '../shop/session.server';
import { useWords } from '../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const id = new URL(request.url).searchParams.get('product') ?? '';
  const product = await orErrorPage(awaited(request, id));
  const path = productPath(product);
  const { done, headers } = takeDone(request);
  if (product.availability !== 'out') throw redirect(path, { headers });
  return data({ id, name: product.name, path, asked: done === 'reminder' }, { headers });
}

/** A member's press is done at once; others are asked for an address, here. Pressed twice, one waits once. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const { product: id = '', ...typed } = formTexts(form, ['product', 'email']);
  const here = `/back-in-stock?${new URLSearchParams({ product: id })}`;
  const path = productPath(await orErrorPage(awaited(request, id)));
  const stop = form.get('stop');
  const asks = form.has('email');
  if (!asks && !(await visitor(request))) return redirect(here);
  const state: FormState = { fields: {}, typed };
  if (asks && !typed['email'])
    return data({ ...state, fields: { email: 'error.required' } } as FormState, { status: 422 });
  try {
    if (stop !== null) await askNotToBeTold(request, String(stop));
    else if ((await askToBeTold(request, id, asks ? typed['email'] : undefined)) === 'asked')
      return redirect(here, { headers: [noteDone(request, 'reminder')] });
    return redirect(path);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // The page says that it is there.
    if (error.code === 'in_stock') return redirect(path);
    return data(signUpRefused(state, error), { status: error.status });
  }
}

/** Where somebody without an account says to which address they are told when something is there again. */
export default function BackInStock() {
  const { id, name, path, asked } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const answer = useActionData<typeof action>();
  return (
    <SmallPage title={say('reminder.ask')} lead={say('reminder.lead', { name })}>
      <Head title={say('reminder.ask')} description={say('shop.description')} index={false} />
      {asked && !answer && <Notice kind="done">{say('reminder.asked')}</Notice>}
      <EmailForm action={`/back-in-stock?product=${id}`} state={answer} submit={say('reminder.ask')}>
        <input type="hidden" name="product" value={id} />
      </EmailForm>
      <p className="mt-5 flex flex-wrap gap-x-5 text-soft">
        <Link to={`/sign-in?${new URLSearchParams({ to: path })}`} className="link py-1">
          {say('reminder.signIn')}
        </Link>
        <Link to={path} className="link py-1">
          {say('reminder.toItem')}
        </Link>
      </p>
    </SmallPage>
  );
}
