import { type FormEvent, type ReactNode, useState } from 'react';
import { useWords } from '../words/words';
import { shrinkPhoto } from './shrink-photo';
import { REASONS, type TapAct } from './tap';
import type { Pressed } from './use-round';

interface Props {
  /** Of the parcel. */
  id: string;
  pageKey: string;
  /** Which stop it is, for whoever has the page read. */
  about: string;
  /** Keeps it in the phone; undefined: the form goes to the shop as it is. */
  press?: (pressed: Omit<Pressed, 'shipment' | 'number'>) => Promise<void>;
}

/** A form that says what became of a parcel, with or without scripts. */
function TapForm({ id, pageKey, press, act, children }: Props & { act: TapAct; children: ReactNode }) {
  const { say } = useWords();
  const [tooLarge, refuse] = useState(false);
  const keep = async (event: FormEvent<HTMLFormElement>) => {
    if (!press) return;
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const reason = REASONS.find((one) => one === text('reason'));
    const note = [reason && say(`courier.reason.${reason}`), text('more')].filter(Boolean).join('. ');
    const file = form.get('photo');
    const photo = file instanceof File && file.size > 0 ? await shrinkPhoto(file) : undefined;
    if (!photo && file instanceof File && file.size > 0) return refuse(true);
    const name = text('name');
    await press({ act, ...(name && { name }), ...(note && { note }), ...(photo && { photo }) });
  };
  return (
    <form
      method="post"
      action="/courier"
      encType="multipart/form-data"
      onSubmit={(event) => void keep(event)}
    >
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="shipment" value={id} />
      <input type="hidden" name="key" value={pageKey} />
      {children}
      {tooLarge && <p role="alert">{say('courier.refused.photo')}</p>}
    </form>
  );
}

/** The courier has the parcel. */
export function CollectForm(props: Props) {
  const { say } = useWords();
  return (
    <TapForm {...props} act="handover">
      <button type="submit" className="button stop-main">
        {say('courier.collect')} <span className="sr-only">{props.about}</span>
      </button>
    </TapForm>
  );
}

/** Somebody has taken it: who, and a photo. */
export function DeliveredForm({ again, ...props }: Props & { again: boolean }) {
  const { say } = useWords();
  return (
    <details name={props.id} className="stop-act" data-main={!again || undefined}>
      <summary className="button" data-kind={again ? 'quiet' : undefined}>
        {say(again ? 'courier.afterAll' : 'courier.delivered')} <span className="sr-only">{props.about}</span>
      </summary>
      <TapForm {...props} act="delivery">
        <label>
          {say('courier.who')}
          <input name="name" maxLength={200} autoComplete="off" className="field" />
        </label>
        <PhotoField />
        <button type="submit" className="button">
          {say('courier.confirm')}
        </button>
      </TapForm>
    </details>
  );
}

/** Nobody has: why. */
export function FailedForm(props: Props) {
  const { say } = useWords();
  return (
    <details name={props.id} className="stop-act">
      <summary className="button" data-kind="quiet">
        {say('courier.failed')} <span className="sr-only">{props.about}</span>
      </summary>
      <TapForm {...props} act="failure">
        <fieldset>
          <legend>{say('courier.why')}</legend>
          {REASONS.map((reason) => (
            <label key={reason} className="choice">
              <input type="radio" name="reason" value={reason} required />
              {say(`courier.reason.${reason}`)}
            </label>
          ))}
        </fieldset>
        <label>
          {say('courier.more')}
          <input name="more" maxLength={400} autoComplete="off" className="field" />
        </label>
        <PhotoField />
        <button type="submit" className="button">
          {say('courier.report')}
        </button>
      </TapForm>
    </details>
  );
}

function PhotoField() {
  const { say } = useWords();
  return (
    <label>
      {say('courier.photo')}
      <input type="file" name="photo" accept="image/*" capture="environment" className="field" />
    </label>
  );
}
