import { Form } from 'react-router';
import { Field } from '../parts/field';
import { Notice } from '../parts/notice';
import type { Texts } from '../words/words';
import { useWords } from '../words/words';
import type { Buyers, BuyersWrong } from './many-buyers.server';
import { ManyPlaced } from './many-placed';
import { mostBuyers } from './most-buyers';

interface Props {
  buyers: Buyers | null;
  owner: boolean;
  refused: { wrong: BuyersWrong; typed: Record<string, string> } | undefined;
}

const WRONG = {
  wrong: 'inside.lab.buyersWrong',
  nothing: 'inside.lab.nothing',
  busy: 'inside.lab.buyersBusy',
} as const satisfies Record<BuyersWrong, keyof Texts>;

/** Many buyers, so many a second: what they were answered and how long it took, while it goes on. */
export function ManyBuyers({ buyers, owner, refused }: Props) {
  const { say } = useWords();
  const most = mostBuyers(owner);
  const typed = refused?.typed ?? (buyers ? typedOf(buyers) : {});
  return (
    <section className="mt-6" aria-labelledby="lab-buyers">
      <h3 id="lab-buyers" className="font-semibold">
        {say('inside.lab.buyers')}
      </h3>
      {refused && (
        <Notice kind="wrong" of={refused}>
          {say(WRONG[refused.wrong], most)}
        </Notice>
      )}
      <Form method="post" preventScrollReset className="flex flex-wrap items-end gap-x-4">
        <Field
          {...{ name: 'perSecond', label: say('inside.lab.buyersRate'), state: undefined }}
          {...{ type: 'number', min: 1, max: most.perSecond, required: true }}
          defaultValue={typed['perSecond'] ?? '20'}
        />
        <Field
          {...{ name: 'for', label: say('inside.lab.buyersFor'), state: undefined }}
          {...{ type: 'number', min: 1, max: most.seconds, required: true }}
          defaultValue={typed['for'] ?? '10'}
        />
        <button type="submit" name="act" value="many" className="button" data-kind="quiet">
          {say('inside.lab.buyersGo')}
        </button>
      </Form>
      {buyers && <Figures buyers={buyers} />}
    </section>
  );
}

const typedOf = ({ perSecond, of }: Buyers): Record<string, string> => ({
  perSecond: String(perSecond),
  for: String(of / perSecond),
});

function Figures({ buyers: { of, answered, ends, p50, p95, running } }: { buyers: Buyers }) {
  const { say } = useWords();
  const ms = (value: number) => String(Math.round(value));
  return (
    <div className="mt-4">
      <p role={running ? undefined : 'status'} className="font-medium tabular-nums">
        {say('inside.lab.buyersSoFar', { n: answered, of })}
        {p50 !== null &&
          p95 !== null &&
          ` · ${say('inside.lab.buyersTimes', { p50: ms(p50), p95: ms(p95) })}`}
      </p>
      {answered > 0 && <ManyPlaced ends={ends} />}
      {running && (
        <Form method="post" preventScrollReset className="mt-3">
          <button type="submit" name="act" value="many-stop" className="button" data-kind="quiet">
            {say('inside.lab.buyersStop')}
          </button>
        </Form>
      )}
    </div>
  );
}
