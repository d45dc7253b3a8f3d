import type { DrawnMessage, Frame } from '@sagashop/shop-world/record-world';
import { useWords } from '../words/words';
import { namesIn } from './say-line';
import type { Act } from './use-world';

interface Props {
  frame: Frame;
  atEnd: boolean;
  refused: boolean;
  acts: number;
  act(done: Act): void;
  takeBack(): void;
}

const MESSAGE_ACTS = ['lose', 'twice', 'later', 'first'] as const;
const RUNNER_ACTS = ['crash', 'freeze', 'stop'] as const;
const SAGA_ACTS = ['retry', 'turn-back'] as const;

/** All that can be done to a world at a moment, by buttons: messages, processes, orders and their sagas. */
export function Hands({ frame, atEnd, refused, acts, act, takeBack }: Props) {
  const { say } = useWords();
  return (
    <div className="world-hands">
      <p aria-live="polite" className="world-told">
        {refused && say('world.act.refused')}
        {atEnd && !refused && say('world.act.ended')}
      </p>
      <Messages messages={frame.messages} act={act} />
      <Processes processes={frame.processes} act={act} />
      <Orders sagas={frame.sagas} act={act} />
      {acts > 0 && (
        <p className="world-row">
          {say('world.act.done', { n: acts })}
          <button type="button" className="world-button" onClick={takeBack}>
            {say('world.act.undo')}
          </button>
        </p>
      )}
    </div>
  );
}

/** A message in words: who asks or answers whom, and what. */
export function useMessageText() {
  const { say } = useWords();
  const names = namesIn(say);
  return ({ type, order, reply, from, to }: DrawnMessage) =>
    say(`world.message.${reply ?? 'command'}`, {
      from: names.process(from),
      to: names.process(to),
      what: names.command(type),
      order: names.order(order),
    });
}

function Messages({ messages, act }: { messages: Frame['messages']; act: Props['act'] }) {
  const { say } = useWords();
  const textOf = useMessageText();
  return (
    <>
      <h3>{say('world.messages')}</h3>
      {messages.length === 0 && <p className="text-soft">{say('world.messages.none')}</p>}
      <ul>
        {messages.map((message) => {
          const { number } = message;
          const name = `${number}. ${textOf(message)}`;
          return (
            <li key={number} className="world-row">
              <span>{name}</span>
              <Acts
                of={name}
                acts={MESSAGE_ACTS.map((what) => ({ does: what, done: { do: what, message: number } }))}
                act={act}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Processes({ processes, act }: { processes: Frame['processes']; act: Props['act'] }) {
  const { say } = useWords();
  const names = namesIn(say);
  return (
    <>
      <h3>{say('world.processes')}</h3>
      <ul>
        {processes.map(({ name: process, kind, state }) => {
          const name = names.process(process);
          const all = kind === 'runner' ? RUNNER_ACTS : RUNNER_ACTS.slice(0, 1);
          return (
            <li key={process} className="world-row">
              <span>
                {name}: {say(`world.state.${state}`)}
              </span>
              {state === 'up' && (
                <Acts
                  of={name}
                  acts={all.map((what) => ({ does: what, done: { do: what, process } }))}
                  act={act}
                />
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Orders({ sagas, act }: { sagas: Frame['sagas']; act: Props['act'] }) {
  const { say } = useWords();
  const names = namesIn(say);
  return (
    <>
      <h3>{say('world.orders')}</h3>
      {sagas.length === 0 && <p className="text-soft">{say('world.orders.none')}</p>}
      <ul>
        {sagas.map(({ saga, order, definition, going, parked }) => {
          const name = names.saga(saga);
          const cancel = { does: 'cancel', done: { do: 'cancel', order } } as const;
          const buttons = SAGA_ACTS.map((what) => ({ does: what, done: { do: what, saga } }) as const);
          return (
            <li key={saga} className="world-row">
              <span>
                {name}: {say(`world.going.${going}`)}
                {parked && `, ${say('world.parked')}`}
              </span>
              <Acts
                of={name}
                acts={[
                  ...(definition === 'place-order' ? [cancel] : []),
                  ...(going === 'ended' ? [] : buttons),
                ]}
                act={act}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}

interface Offered {
  does: Act['do'];
  done: Act;
}

function Acts({ of, acts, act }: { of: string; acts: readonly Offered[]; act: Props['act'] }) {
  const { say } = useWords();
  return (
    <span className="world-acts">
      {acts.map(({ does, done }) => (
        <button key={does} type="button" className="world-button" onClick={() => act(done)}>
          {say(`world.act.${does}`)}
          <span className="sr-only">: {of}</span>
        </button>
      ))}
    </span>
  );
}
