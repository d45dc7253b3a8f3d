import { randomUUID } from 'node:crypto';
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useNavigation,
  useSearchParams,
} from 'react-router';
import { useAddressLabels } from '../parts/address-fields';
import { CheckoutPage } from '../parts/checkout-page';
import { ContactFields, SIGN_IN, useContactLabels } from '../parts/contact-fields';
import { WhereTo } from '../parts/where-to';
import { WrongFields } from '../parts/wrong-fields';
import { ADDRESS_PARTS, addressIn, isSameAddress, wrongAddress } from '../shop/address';
import { addressForm } from '../shop/address-form.server';
import { addressFrom, isAnother, keptAddresses } from '../shop/addresses.server';
import { orNothing, Refusal } from '../shop/api.server';
import type { User } from '../shop/api-types';
import { checkoutCart } from '../shop/checkout-cart.server';
import { contactFrom, wrongContact } from '../shop/contact.server';
import { draftOf, keepDraft, type Person } from '../shop/draft.server';
import { type FormState, formTexts } from '../shop/form';
import { signUpRefused } from '../shop/problems.server';
import { member, memberOrGuest, visitor } from '../shop/session.server';
import { keepEarly, unsentOn } from '../shop/unsent.server';
import { languageOf } from '../words/language-of.server';
import { useWords } from '../words/words';

const PERSON = ['firstName', 'lastName', 'phone'];
const WHERE = [...ADDRESS_PARTS, 'to', 'keep'];

export async function loader({ request }: LoaderFunctionArgs) {
  // A guest whose session has ended cannot sign in: they begin anew, with what is in the cart.
  const anew = new URL(request.url).searchParams.has('guest');
  const [cart, user] = await Promise.all([
    checkoutCart(request),
    anew ? visitor(request) : memberOrGuest(request),
  ]);
  const draft = user ? draftOf(request, user.id) : undefined;
  const address = draft?.address;
  const member = user && !user.guest ? user : undefined;
  const kept = member ? await orNothing(keptAddresses(request)) : undefined;
  const own = address ? kept?.find((one) => isSameAddress(one, address)) : kept?.[0];
  const known: Record<string, string> = {
    ...personKnown(user, draft?.person),
    email: user?.email ?? '',
    ...(!own && address),
  };
  const { unsent, headers } = unsentOn(request);
  const shown = { cart, known, kept, chosen: own?.id ?? 'another', email: member?.email, unsent };
  return data(
    { ...shown, hasDay: draft?.day !== undefined, form: await addressForm(request), key: randomUUID() },
    { headers },
  );
}

/** What a member is known by, and where nothing is known what they typed as a guest. */
function personKnown(user: User | null, typed: Person | undefined): Record<string, string> {
  return Object.fromEntries(
    (['firstName', 'lastName', 'phone'] as const).map((name) => [name, user?.[name] || typed?.[name] || '']),
  );
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const guest = form.has('email');
  const typed = formTexts(form, [...(guest ? ['email'] : []), ...PERSON, ...WHERE]);
  if (form.has(SIGN_IN)) return redirect('/sign-in?to=/checkout', { headers: filledIn(request, typed) });
  const how = await addressForm(request);
  const wrong = {
    ...wrongContact(typed),
    ...(isAnother(typed['to']) && wrongAddress(addressIn(typed), how)),
  };
  // The form's key stands for what it was answered: the next try has another.
  const state = { fields: wrong, typed, values: { example: how.example }, key: randomUUID() };
  if (Object.keys(wrong).length > 0) return data(state as FormState & typeof state, { status: 422 });
  const key = String(form.get('key'));
  try {
    if (!guest) await member(request, typed);
    const { user, cookies, session } = await contactFrom(request, typed, {
      key,
      language: languageOf(request),
    });
    const address = await addressFrom(request, typed, key);
    if (!address) return data({ ...state, problem: 'addresses.gone' } as typeof state, { status: 409 });
    const { person: _, ...before } = draftOf(request, user.id);
    const draft = { ...before, address, line: how.line };
    const back = new URL(request.url).searchParams.get('then') === 'review' && draft.day;
    const headers = [...cookies, keepDraft(request, draft, session)];
    return redirect(back ? '/checkout/review' : '/checkout/day', { headers });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return data({ ...state, ...signUpRefused(state, error) }, { status: error.status });
  }
}

/** Keeps what somebody has filled in before they sign in: an address goes before those that they keep. */
function filledIn(request: Request, typed: Record<string, string>) {
  const hasAddress = ADDRESS_PARTS.some((part) => typed[part]);
  return keepEarly(request, '/checkout', { ...typed, ...(hasAddress && { to: 'another' }) });
}

export default function Checkout() {
  const { cart, known, kept, chosen, email, form, hasDay, key, unsent } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const answer = useActionData<typeof action>();
  const state: FormState | undefined = answer ?? unsent ?? undefined;
  const sending = useNavigation().formMethod === 'POST';
  const back = useSearchParams()[0].get('then') === 'review' && hasDay;
  const labels = { ...useContactLabels(), ...useAddressLabels(form) };
  return (
    <CheckoutPage step="address" cart={cart}>
      {/* Everything that is wrong is said at once, by the shop: a browser would say one thing at a time. */}
      <Form method="post" className="mt-2 max-w-xl lg:mt-0" noValidate>
        {/* What Enter presses: the first button of a form, which would be the one that signs in. */}
        <button type="submit" className="sr-only" tabIndex={-1} aria-hidden="true" />
        <WrongFields state={state} labels={labels} />
        <input type="hidden" name="key" value={answer?.key ?? key} />
        <ContactFields state={state} known={known} email={email} />
        <fieldset className="mt-10">
          <legend className="font-bold font-display text-heading">{say('checkout.where')}</legend>
          <WhereTo state={state} form={form} known={known} kept={kept} chosen={chosen} />
        </fieldset>
        <button type="submit" className="button mt-8 w-full sm:w-auto" disabled={sending}>
          {say(back ? 'checkout.toReview' : 'checkout.toDay')}
        </button>
      </Form>
    </CheckoutPage>
  );
}
