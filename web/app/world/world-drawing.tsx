import type { DrawnMessage, DrawnProcess, Frame } from '@sagashop/shop-world/record-world';
import { type PointerEvent, useRef } from 'react';
import { useWords } from '../words/words';
import { useMessageText } from './hands';
import { namesIn } from './say-line';
import type { Act } from './use-world';

interface Props {
  frame: Frame;
  act(done: Act): void;
}

const WIDTH = 400;
const BOX = { width: 128, height: 52 };
const GAP = 66;
const TOP = 8;

interface Place {
  x: number;
  y: number;
}

/** Runners and the database stand on the left, participants on the right. */
function placesOf(processes: readonly DrawnProcess[]): Map<string, Place> {
  const right = processes.filter(({ kind }) => kind === 'participant');
  const left = processes.filter(({ kind }) => kind !== 'participant');
  const column = (all: readonly DrawnProcess[], x: number, rows: number) =>
    all.map(({ name }, at) => [name, { x, y: TOP + (at + (rows - all.length) / 2) * GAP }] as const);
  const rows = Math.max(left.length, right.length);
  return new Map([...column(left, 4, rows), ...column(right, WIDTH - BOX.width - 4, rows)]);
}

/** A world at a moment: who runs, and which messages are between them. The same is said in words beside it. */
export function WorldDrawing({ frame, act }: Props) {
  const { say, count } = useWords();
  const { processes, messages, at } = frame;
  const names = namesIn(say);
  const places = placesOf(processes);
  const away = processes.filter(({ state }) => state !== 'up').map(({ name }) => names.process(name));
  const down =
    away.length > 0 ? say('world.drawing.down', { names: away.join(', ') }) : say('world.drawing.up');
  const height = TOP * 2 + GAP * 4;
  return (
    <figure className="world-drawing">
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-labelledby="drawing-says">
        <title id="drawing-says">
          {say('world.drawing')}: {count('world.drawing.messages', messages.length)}. {down}
        </title>
        {processes.map((process) => (
          <Process key={process.name} process={process} {...places.get(process.name)!} />
        ))}
        {messages.map((message) => (
          <Message key={message.number} {...{ message, at, act, places }} />
        ))}
      </svg>
      <figcaption className="text-sm text-soft">{say('world.drag')}</figcaption>
    </figure>
  );
}

function Process({ process, x, y }: Place & { process: DrawnProcess }) {
  const { say } = useWords();
  const { name, state, kind, rows } = process;
  const { width, height } = BOX;
  const held = rows.filter(({ state }) => state === 'held' || state === 'pending').length;
  return (
    <g className="world-process" data-state={state} data-kind={kind} transform={`translate(${x} ${y})`}>
      <rect width={width} height={height} rx={kind === 'database' ? 22 : 7} />
      {state === 'down' && <path d={`M6 6 L${width - 6} ${height - 6} M${width - 6} 6 L6 ${height - 6}`} />}
      {state === 'frozen' && <rect x="4" y="4" width={width - 8} height={height - 8} rx="4" />}
      <text x={width / 2} y="22">
        {namesIn(say).process(name)}
      </text>
      <text x={width / 2} y="41" className="world-small">
        {state === 'up' && held > 0
          ? say(kind === 'database' ? 'world.state.open' : 'world.state.holds', { n: held })
          : say(`world.state.${state}`)}
      </text>
    </g>
  );
}

interface Between extends Props {
  message: DrawnMessage;
  at: number;
  places: ReadonlyMap<string, Place>;
}

const FAR = 32; // in units of the drawing

function Message({ message, at, act, places }: Omit<Between, 'frame'>) {
  const textOf = useMessageText();
  const began = useRef<Place>(undefined);
  const from = edgeOf(places.get(message.from)!);
  const to = edgeOf(places.get(message.to)!);
  const spent = (at - message.sentAt) / Math.max(message.dueAt - message.sentAt, 1);
  // Those that left together stand side by side.
  const way = 0.12 + 0.18 * (message.number % 3) + 0.4 * Math.min(Math.max(spent, 0), 1);
  const x = from.x + (to.x - from.x) * way;
  const y = from.y + (to.y - from.y) * way;
  const drop = (event: PointerEvent<SVGGElement>) => {
    const what = droppedBy(event, began.current, Math.sign(to.x - from.x));
    began.current = undefined;
    event.currentTarget.removeAttribute('data-held');
    if (what) act({ do: what, message: message.number });
  };
  return (
    <g className="world-message" data-reply={message.reply ?? 'command'}>
      <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
      <g
        className="world-grip"
        transform={`translate(${x} ${y})`}
        onPointerDown={(event) => {
          began.current = { x: event.clientX, y: event.clientY };
          event.currentTarget.setPointerCapture(event.pointerId);
          event.currentTarget.setAttribute('data-held', '');
        }}
        onPointerUp={drop}
        onPointerCancel={() => (began.current = undefined)}
      >
        <title>{textOf(message)}</title>
        <Form message={message} />
        <text y="5">{message.number}</text>
      </g>
    </g>
  );
}

/** What a message is, by its form: a command, an undo, an answer that is done, a no, or a fault. */
function Form({ message: { undo, reply } }: { message: DrawnMessage }) {
  if (reply === 'done') return <circle r="13" />;
  if (reply) return <path d="M-8 -13 H8 L14 0 L8 13 H-8 L-14 0 Z" />;
  if (undo) return <path d="M-17 0 L-5 -13 H14 V13 H-5 Z" />;
  return <rect x="-14" y="-12" width="28" height="24" rx="3" />;
}

const edgeOf = ({ x, y }: Place): Place => ({
  x: x < WIDTH / 2 ? x + BOX.width : x,
  y: y + BOX.height / 2,
});

/** What somebody wants who has dragged a message: to its goal, back, or out of the way. */
function droppedBy(
  { clientX, clientY, currentTarget }: PointerEvent<SVGGElement>,
  began: Place | undefined,
  ahead: number,
): 'first' | 'later' | 'lose' | undefined {
  const drawing = currentTarget.ownerSVGElement;
  if (!began || !drawing) return undefined;
  const scale = WIDTH / drawing.getBoundingClientRect().width;
  const along = (clientX - began.x) * scale * ahead;
  const across = Math.abs(clientY - began.y) * scale;
  if (across > FAR && across > Math.abs(along)) return 'lose';
  if (Math.abs(along) < FAR) return undefined;
  return along > 0 ? 'first' : 'later';
}
