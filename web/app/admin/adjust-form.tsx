import { Form } from 'react-router';
import { Field, Problem } from '../parts/field';
import { moneyText } from '../words/amounts';
import { useWords } from '../words/words';
import type { Foretold, NotDone } from './adjust-account.server';
import { ConfirmDialog } from './confirm-dialog';
import { Hidden } from './hidden';

interface Props {
  currency: string;
  pageKey: string;
  answer: NotDone | undefined;
}

/** Puts a balance right: how much, which way and why; then a dialog says what would be written. */
export function AdjustForm({ currency, pageKey, answer }: Props) {
  const { say } = useWords();
  const mine = answer && ['adjust', 'foretell'].includes(answer.act) ? answer : undefined;
  const state = mine?.state;
  // What is perhaps written already is written once, whatever page came since.
  const kept = mine?.key;
  return (
    <>
      {/* What was done is another page, with an empty form. */}
      <Form
        key={state ? 'typed' : pageKey}
        method="post"
        preventScrollReset
        className="admin-card mt-3 max-w-xl"
      >
        <h3 className="font-semibold">{say('admin.account.adjust')}</h3>
        <Problem state={state} />
        {kept && <Hidden values={{ key: kept }} />}
        <fieldset className="flex flex-wrap gap-x-5">
          <legend className="sr-only">{say('admin.account.way')}</legend>
          {(['add', 'take'] as const).map((way) => (
            <label key={way} className="choice">
              <input
                type="radio"
                name="way"
                value={way}
                defaultChecked={way === (state?.typed['way'] || 'add')}
              />
              {say(`admin.account.${way}`)}
            </label>
          ))}
        </fieldset>
        <Field
          name="amount"
          label={say('money.amount', { currency })}
          inputMode="decimal"
          autoComplete="off"
          maxLength={40}
          required
          state={state}
        />
        <Field name="reason" label={say('admin.account.reason')} maxLength={500} required state={state} />
        <button type="submit" name="act" value="foretell" className="button mt-3 justify-self-start">
          {say('admin.account.check')}
        </button>
      </Form>
      {mine?.foretold && (
        <Foretelling foretold={mine.foretold} typed={mine.state.typed} pageKey={kept ?? pageKey} />
      )}
    </>
  );
}

interface ForetellingProps {
  foretold: Foretold;
  typed: Record<string, string>;
  pageKey: string;
}

/** What would be written, and the button that has it written. */
function Foretelling({ foretold, typed, pageKey }: ForetellingProps) {
  const { say, language } = useWords();
  const { amount, before, after, reason } = foretold;
  const text = (money: Foretold['amount']) => moneyText(money, language);
  return (
    <ConfirmDialog title={say('admin.account.sure')} of={foretold}>
      <dl className="admin-facts">
        <div>
          <dt>{say('admin.account.entry')}</dt>
          <dd suppressHydrationWarning>
            {amount.amount > 0 ? '+' : ''}
            {text(amount)}
          </dd>
        </div>
        <div>
          <dt>{say('admin.account.before')}</dt>
          <dd suppressHydrationWarning>{text(before)}</dd>
        </div>
        <div>
          <dt>{say('admin.account.after')}</dt>
          <dd suppressHydrationWarning>{text(after)}</dd>
        </div>
      </dl>
      <p className="break-words">{say('admin.account.because', { reason })}</p>
      <p className="mt-2 text-soft">{say('admin.account.follows')}</p>
      <Form method="post" preventScrollReset className="mt-4">
        <Hidden
          values={{ ...typed, key: pageKey, minor: String(amount.amount), currency: amount.currency }}
        />
        <button type="submit" name="act" value="adjust" className="button">
          {say('admin.account.confirm')}
        </button>
      </Form>
    </ConfirmDialog>
  );
}
