import { randomUUID } from 'node:crypto';
import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import { AccountPage } from '../parts/account-page';
import { AddressFields } from '../parts/address-fields';
import { Problem } from '../parts/field';
import { Notice } from '../parts/notice';
import {
  ADDRESS_PARTS,
  addressIn,
  inOneLine,
  type KeptAddress,
  MOST_ADDRESSES,
  wrongAddress,
} from '../shop/address';
import { addressForm } from '../shop/address-form.server';
import { changeAddress, deleteAddress, keepAddress, keptAddresses } from '../shop/addresses.server';
import { orErrorPage, Refusal } from '../shop/api.server';
import { noteDone, takeDone } from '../shop/done.server';
import { type FormState, formTexts } from '../shop/form';
import { signUpRefused } from '../shop/problems.server';
import { member } from '../shop/session.server';
import { unsentOn } from '../shop/unsent.server';
import { useWords } from '../words/words';

const HERE = '/account/addresses';

export async function loader({ request }: LoaderFunctionArgs) {
  await member(request);
  const asked = new URL(request.url).searchParams;
  const addresses = await orErrorPage(keptAddresses(request));
  const changing = addresses.find(({ id }) => id === asked.get('change'))?.id ?? null;
  const { done: note, headers } = takeDone(request);
  const done = (['saved', 'deleted'] as const).find((one) => one === note) ?? null;
  // Made here, so that a form that is sent twice keeps one address.
  const waiting = unsentOn(request);
  return data(
    {
      addresses,
      form: await addressForm(request),
      changing,
      done,
      key: randomUUID(),
      unsent: waiting.unsent,
    },
    { headers: [...headers, ...waiting.headers] },
  );
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const id = String(form.get('id') ?? '');
  const typed = formTexts(form, ADDRESS_PARTS);
  const address = addressIn(typed);
  // The form's key stands for what it was answered: the next try has another.
  const state: FormState & { key: string } = { fields: {}, typed, key: randomUUID() };
  try {
    await member(request, form.has('delete') ? {} : typed);
    if (form.has('delete')) {
      await deleteAddress(request, id);
      return redirect(HERE, { headers: [noteDone(request, 'deleted')] });
    }
    const how = await addressForm(request);
    state.fields = wrongAddress(address, how);
    state.values = { example: how.example };
    if (Object.keys(state.fields).length > 0) return data(state, { status: 422 });
    if (!id) await keepAddress(request, address, String(form.get('key')));
    else if (!(await changeAddress(request, id, address)))
      return data({ ...state, problem: 'addresses.gone' } as typeof state, { status: 404 });
    return redirect(HERE, { headers: [noteDone(request, 'saved')] });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return data({ ...state, ...signUpRefused(state, error) }, { status: error.status });
  }
}

export default function Addresses() {
  const { addresses, changing, key } = useLoaderData<typeof loader>();
  const { say } = useWords();
  return (
    <AccountPage title={say('addresses.title')}>
      <p className="mt-3 text-lg text-soft">
        {say(addresses.length > 0 ? 'addresses.lead' : 'addresses.empty')}
      </p>
      <Done key={key} />
      <ul className="mt-6 space-y-4">
        {addresses.map((address) => (
          <li key={address.id} className="rounded-card border border-line bg-card p-5">
            {address.id === changing ? <Write key={key} address={address} /> : <Kept address={address} />}
          </li>
        ))}
      </ul>
      {changing === null && addresses.length < MOST_ADDRESSES && (
        <div className="mt-6 rounded-card border border-line bg-card p-6">
          <Write key={key} />
        </div>
      )}
      {addresses.length >= MOST_ADDRESSES && <p className="mt-6 text-soft">{say('addresses.full')}</p>}
    </AccountPage>
  );
}

/** What has been done; made anew each time, it gets the focus, for the button that did it is gone. */
function Done() {
  const { done } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const refused = useActionData<typeof action>() !== undefined;
  if (!done || refused) return null;
  return <Notice kind="done">{say(done === 'saved' ? 'profile.saved' : 'addresses.deleted')}</Notice>;
}

function Kept({ address }: { address: KeptAddress }) {
  const { form } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const line = inOneLine(address, form);
  const which = <span className="sr-only"> {line}</span>;
  return (
    <>
      <p className="font-medium">{line}</p>
      <div className="mt-2 flex flex-wrap items-center gap-x-5">
        <Link to={`?${new URLSearchParams({ change: address.id })}`} className="link py-1.5">
          {say('addresses.change')}
          {which}
        </Link>
        <Form method="post" action={HERE}>
          <input type="hidden" name="id" value={address.id} />
          <button type="submit" name="delete" value="1" className="link cursor-pointer py-1.5">
            {say('addresses.delete')}
            {which}
          </button>
        </Form>
      </div>
    </>
  );
}

/** The form for a new address, or for one that is kept already. */
function Write({ address }: { address?: KeptAddress }) {
  const { form, key, unsent } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const answer = useActionData<typeof action>();
  const state = answer ?? unsent ?? undefined;
  return (
    <Form method="post" noValidate={state !== undefined}>
      <h2 className="text-heading">{say(address ? 'addresses.changing' : 'addresses.new')}</h2>
      <Problem state={state} />
      <input type="hidden" name="key" value={answer?.key ?? key} />
      {address && <input type="hidden" name="id" value={address.id} />}
      <AddressFields state={state} form={form} known={address} />
      <div className="mt-6 flex flex-wrap gap-4">
        <button type="submit" className="button">
          {say(address ? 'profile.save' : 'addresses.keep')}
        </button>
        {address && (
          <Link to={HERE} className="button" data-kind="quiet">
            {say('addresses.leave')}
          </Link>
        )}
      </div>
    </Form>
  );
}
