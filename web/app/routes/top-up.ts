import { type ActionFunctionArgs, redirect } from 'react-router';
import { Refusal } from '../shop/api.server';
import { noteDone } from '../shop/done.server';
import { problemOf } from '../shop/problems.server';
import { member } from '../shop/session.server';
import { topUp } from '../shop/top-up.server';

const REVIEW = '/checkout/review';

/** Where the button that tops up what an order lacks sends to; what came of it is told where it stands. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  try {
    await member(request);
    const done = await topUp(request, form);
    return redirect(REVIEW, { headers: done ? [noteDone(request, 'toppedUp')] : [] });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const note = error.code === 'forbidden' ? 'money.askShop' : problemOf(error);
    return redirect(REVIEW, { headers: [noteDone(request, note)] });
  }
}

export function loader() {
  return redirect(REVIEW);
}
