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
  useNavigation,
} from 'react-router';
import { CheckoutPage } from '../parts/checkout-page';
import { Field, Problem } from '../parts/field';
import { WhereTo } from '../parts/where-to';
import { addressIn, isSameAddress, wrongAddress } from '../shop/address';
import { addressFrom, isAnother, keptAddresses } from '../shop/addresses.server';
import { orNothing, Refusal } from '../shop/api.server';
import { cartOf } from '../shop/cart.server';
import { contactFrom } from '../shop/contact.server';
import { draftOf, keepDraft } from '../shop/draft.server';
import { type FormState, formTexts } from '../shop/form';
import { signUpRefused } from '../shop/problems.server';
import { member, memberOrGuest } from '../shop/session.server';
import { unsentOn } from '../shop/unsent.server';
import { languageOf } from '../words/language-of.server';
import { useWords } from '../words/words';

const ACCOUNT = ['username', 'email'];
const PERSON = ['firstName', 'lastName', 'phone', 'street', 'zip', 'city'];

export async function loader({ request }: LoaderFunctionArgs) {
  if (cartOf(request).lines.length === 0) return redirect('/cart');
  const user = await memberOrGuest(request);
  const address = user ? draftOf(request, user.id).address : undefined;
  const kept = user ? await orNothing(keptAddresses(request)) : undefined;
  const own = address ? kept?.find((one) => isSameAddress(one, address)) : kept?.[0];
  const { firstName = '', lastName = '', phone = '' } = user ?? {};
  const known: Record<string, string> = {
    ...{ firstName: firstName ?? '', lastName: lastName ?? '', phone: phone ?? '' },
    ...(!own && address),
  };
  const { unsent, headers } = unsentOn(request);
  const chosen = own?.id ?? 'another';
  return data({ isMember: user !== null, known, kept, chosen, key: randomUUID(), unsent }, { headers });
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const guest = form.has('username');
  const typed = formTexts(form, guest ? [...ACCOUNT, ...PERSON] : [...PERSON, 'to', 'keep']);
  const password = String(form.get('password') ?? '');
  // The form's key stands for what it was answered: the next try has another.
  const state: FormState & { key: string } = { fields: {}, typed, key: randomUUID() };
  for (const name of guest ? [...ACCOUNT, 'firstName'] : ['firstName']) {
    if (!typed[name]) state.fields[name] = 'error.required';
  }
  if (guest && !password) state.fields['password'] = 'error.required';
  if (isAnother(typed['to'])) Object.assign(state.fields, wrongAddress(addressIn(typed)));
  if (Object.keys(state.fields).length > 0) return data(state, { status: 422 });
  try {
    if (!guest) await member(request, typed);
    const { user, cookies, session } = await contactFrom(request, state, password, languageOf(request));
    const address = await addressFrom(request, typed, String(form.get('key')));
    if (!address) return data({ ...state, problem: 'addresses.gone' } as typeof state, { status: 409 });
    const draft = { ...draftOf(request, user.id), address };
    return redirect('/checkout/day', { headers: [...cookies, keepDraft(request, draft, session)] });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return data({ ...state, ...signUpRefused(state, error) }, { status: error.status });
  }
}

export default function Checkout() {
  const { isMember, known, kept, chosen, key, unsent } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const answer = useActionData<typeof action>();
  const state = answer ?? unsent ?? undefined;
  const sending = useNavigation().formMethod === 'POST';
  const field = (name: string) => ({ name, state, defaultValue: known[name] });
  return (
    <CheckoutPage step="address">
      <Form method="post" className="mt-4 max-w-xl" noValidate={state !== undefined}>
        <Problem state={state} />
        <input type="hidden" name="key" value={answer?.key ?? key} />
        {!isMember && <QuickAccount state={state} />}
        <fieldset className="mt-8">
          <legend className="font-display text-heading">{say('checkout.where')}</legend>
          <div className="flex flex-wrap gap-x-4">
            <Field
              {...field('firstName')}
              label={say('profile.firstName')}
              autoComplete="given-name"
              required
            />
            <Field {...field('lastName')} label={say('profile.lastName')} autoComplete="family-name" />
          </div>
          <WhereTo state={state} known={known} kept={kept} chosen={chosen} />
          <Field
            {...field('phone')}
            type="tel"
            label={say('profile.phone')}
            hint={say('checkout.phoneHint')}
            autoComplete="tel"
            maxLength={30}
          />
        </fieldset>
        <button type="submit" className="button mt-8 w-full sm:w-auto" disabled={sending}>
          {say('checkout.toDay')}
        </button>
      </Form>
    </CheckoutPage>
  );
}

/** Guests fill in three more fields, and can look their order up later by its number and their e-mail address. */
function QuickAccount({ state }: { state: FormState | undefined }) {
  const { say } = useWords();
  return (
    <fieldset className="mt-4">
      <legend className="font-display text-heading">{say('checkout.who')}</legend>
      <p className="mt-1 text-soft">
        {say('signUp.haveOne')}{' '}
        <Link to="/sign-in?to=/checkout" className="link">
          {say('signIn.submit')}
        </Link>
      </p>
      <Field
        name="email"
        type="email"
        label={say('signUp.email')}
        state={state}
        autoComplete="email"
        required
      />
      <div className="flex flex-wrap gap-x-4">
        <Field
          name="username"
          label={say('signUp.username')}
          hint={say('signUp.usernameHint')}
          state={state}
          autoComplete="username"
          required
        />
        <Field
          name="password"
          type="password"
          label={say('signUp.password')}
          hint={say('signUp.passwordHint')}
          state={state}
          autoComplete="new-password"
          required
        />
      </div>
    </fieldset>
  );
}
