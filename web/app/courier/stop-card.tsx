import { useRef } from 'react';
import { dayText } from '../words/amounts';
import { useWords } from '../words/words';
import { mapLink } from './map-link';
import type { Stop } from './stop';
import { CollectForm, DeliveredForm, FailedForm } from './stop-acts';
import type { Standing } from './tap';
import type { Pressed } from './use-round';

interface Props {
  stop: Stop;
  nth: number;
  standing: Standing;
  /** Something of it is not sent yet. */
  waits: boolean;
  agent: string;
  pageKey: string;
  press: ((pressed: Pressed) => Promise<void>) | undefined;
}

/** A stop: where to, to whom, with what, and what came of it. */
export function StopCard({ stop, nth, standing, waits, agent, pageKey, press }: Props) {
  const { say, locale } = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  const { id, number, name, phone, address, lines, notes, stopped, due } = stop;
  const over = standing === 'delivered' || standing === 'stopped';
  const told = press && {
    press: async (pressed: Omit<Pressed, 'shipment' | 'number'>) => {
      // The button that was pressed is gone then.
      title.current?.focus();
      await press({ shipment: id, number, ...pressed });
    },
  };
  const form = { id, pageKey, about: address ?? number, ...told };
  return (
    <li className="stop" data-standing={standing} data-waits={waits || undefined} data-number={number}>
      <h2 ref={title} tabIndex={-1}>
        <span className="stop-nth">{nth}</span>
        {address ?? say('courier.noAddress')}
      </h2>
      <p className="stop-who">
        {name || say('courier.noName')} · {say('courier.number', { number })}
      </p>
      <p className="stop-state">
        {say(
          standing === 'stopped'
            ? `courier.stopped.${stopped ?? 'cancelled'}`
            : `courier.standing.${standing}`,
        )}
        {due && <span suppressHydrationWarning> · {say('courier.due', { day: dayText(due, locale) })}</span>}
        {waits && <span> · {say('courier.notSent')}</span>}
      </p>
      {standing === 'out' && stopped && <p className="stop-note">{say('courier.stopped.out')}</p>}
      {!over && (
        <>
          <p className="stop-links">
            {phone && (
              <a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`} className="button" data-kind="quiet">
                {say('courier.call')} <span className="sr-only">{name}</span>
              </a>
            )}
            {address && (
              <a href={mapLink(address, agent)} className="button" data-kind="quiet" rel="noreferrer">
                {say('courier.map')} <span className="sr-only">{address}</span>
              </a>
            )}
          </p>
          <ul className="stop-lines">
            {lines.map((line) => (
              <li key={line.name}>
                {line.quantity} × {line.name}
              </li>
            ))}
          </ul>
          {notes.map((note) => (
            <p key={note} className="stop-note">
              {note}
            </p>
          ))}
          {standing === 'toCollect' && <CollectForm {...form} />}
          {standing !== 'toCollect' && (
            <div className="stop-acts">
              <DeliveredForm {...form} again={standing === 'failed'} />
              {standing === 'out' && <FailedForm {...form} />}
            </div>
          )}
        </>
      )}
    </li>
  );
}
