import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { Head } from '../frame/head';
import { tellSeen } from '../offline/service-worker';
import { Notice } from '../parts/notice';
import { dayText } from '../words/amounts';
import type { Texts } from '../words/words';
import { useWords } from '../words/words';
import { CourierFrame } from './courier-frame';
import { RefusedTaps } from './refused-taps';
import { SendingNote } from './sending-note';
import type { Round } from './stop';
import { StopCard } from './stop-card';
import { standingOf } from './tap';
import { useRound } from './use-round';

interface Props {
  /** Null: there is no connection, and the phone knows it. */
  told: Round | null;
  /** For forms of a browser without scripts. */
  pageKey: string;
  problem?: keyof Texts | undefined;
}

/** A courier's stops of the day, with and without a connection. */
export function CourierDay({ told, pageKey, problem }: Props) {
  const { say, count, locale } = useWords();
  // So that the service worker keeps what this page is shown by.
  useEffect(tellSeen, []);
  const day = useRound(told);
  const { round, taps, press } = day;
  const agent = useSyncExternalStore(
    never,
    () => navigator.userAgent,
    () => '',
  );
  const stops = (round?.stops ?? []).map((stop, at) => ({
    ...{ stop, nth: at + 1, standing: standingOf(stop, taps, round!.at) },
    waits: taps.some((tap) => tap.shipment === stop.id && tap.state === 'waiting'),
  }));
  const open = stops.filter(({ standing }) => standing === 'toCollect' || standing === 'out');
  const stopped = stops.filter(({ standing }) => standing === 'stopped');
  const done = stops.filter((one) => !open.includes(one) && !stopped.includes(one));
  const collect = open.filter(({ standing }) => standing === 'toCollect');
  const collectAll = async () => {
    for (const { stop } of collect)
      await press?.({ shipment: stop.id, number: stop.number, act: 'handover' });
  };
  const card = (one: (typeof stops)[number]) => (
    <StopCard key={one.stop.id} {...{ ...one, agent, pageKey, press }} />
  );
  return (
    <CourierFrame leave={day.leave}>
      <Head title={say('courier.title')} description={say('shop.description')} index={false} />
      <SendingNote {...day} />
      {problem && (
        <Notice kind="wrong" of={problem}>
          {say(problem)}
        </Notice>
      )}
      <RefusedTaps taps={taps} dismiss={day.dismiss} />
      <h1>{round ? dayText(round.date, locale) : say('courier.title')}</h1>
      {round && stops.length > 0 && (
        <p className="courier-sum">
          {say('courier.done', { n: done.length, of: stops.length - stopped.length })}
          {collect.length > 0 && ` · ${count('courier.toCollect', collect.length)}`}
        </p>
      )}
      {round && stops.length === 0 && <p className="courier-none">{say('courier.none')}</p>}
      {!round && day.read && <p className="courier-none">{say('courier.unknown')}</p>}
      {press && collect.length > 1 && (
        <button type="button" className="button courier-all" onClick={() => void collectAll()}>
          {count('courier.collectAll', collect.length)}
        </button>
      )}
      {/* Heard as soon as the phone knows it, whatever its courier is reading. */}
      <div role="status">
        <Stops id="stopped" title={say('courier.stopped')}>
          {stopped.map(card)}
        </Stops>
      </div>
      <Stops id="next" title={stopped.length > 0 && say('courier.next')}>
        {open.map(card)}
      </Stops>
      <Stops id="done" title={say('courier.over')}>
        {done.map(card)}
      </Stops>
    </CourierFrame>
  );
}

/** Stops under what they are, where that needs saying; nothing where there are none. */
function Stops({ id, title, children }: { id: string; title: string | false; children: ReactNode[] }) {
  if (children.length === 0) return null;
  if (!title) return <ol className="courier-stops">{children}</ol>;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="courier-over">
        {title}
      </h2>
      <ol className="courier-stops">{children}</ol>
    </section>
  );
}

const never = () => () => {};
