import type { ServiceFigures } from '../shop/api-types';
import { useWords } from '../words/words';
import { figureText } from './figure-texts';
import { arrowBetween, BOX, DRAWING, placeOf, weightOf } from './map-layout';
import { formOf } from './service-state';

interface Props {
  services: readonly ServiceFigures[];
}

/** Who asks whom, drawn; the tables beside say the same, so it is not read aloud. */
export function SystemMap({ services }: Props) {
  const { say } = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it scrolls, by keys too.
    <section className="system-map" aria-label={say('inside.system.map')} tabIndex={0}>
      <svg viewBox={`0 0 ${DRAWING.width} ${DRAWING.height}`} aria-hidden="true">
        <defs>
          <marker
            id="tip"
            viewBox="0 0 10 10"
            refX="9"
            refY="5"
            markerWidth="11"
            markerHeight="11"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0 0L10 5L0 10Z" />
          </marker>
        </defs>
        <Arrows services={services} />
        {services.map((service) => (
          <Box key={service.name} service={service} />
        ))}
        <Rates services={services} />
      </svg>
    </section>
  );
}

const callsOf = (services: Props['services']) =>
  services.flatMap(({ name, calls }) =>
    calls.flatMap((call) => {
      const arrow = arrowBetween(name, call.to);
      return arrow
        ? [{ ...call, key: `${name} ${call.to}`, arrow, weight: weightOf(call.requestsPerSecond) }]
        : [];
    }),
  );

/** Those along which nothing goes lie below. */
function Arrows({ services }: Props) {
  const calls = callsOf(services).sort((a, b) => a.weight - b.weight);
  return calls.map(({ key, arrow: { label: _, ...line }, weight, errorsPerSecond }) => (
    <line
      key={key}
      {...line}
      markerEnd="url(#tip)"
      data-weight={weight}
      data-failing={errorsPerSecond > 0 || undefined}
    />
  ));
}

function Rates({ services }: Props) {
  const { language } = useWords();
  return callsOf(services)
    .filter(({ weight }) => weight > 0)
    .map(({ key, arrow, requestsPerSecond, errorsPerSecond }) => (
      <text key={key} x={arrow.label[0]} y={arrow.label[1]} className="system-rate" suppressHydrationWarning>
        {errorsPerSecond > 0 ? '✕ ' : ''}
        {figureText(requestsPerSecond, language)}
      </text>
    ));
}

function Box({ service: { name, state, requestsPerSecond, p99 } }: { service: ServiceFigures }) {
  const { say, language } = useWords();
  const place = placeOf(name);
  if (!place) return null;
  const [x, y] = [place[0] - BOX.width / 2, place[1] - BOX.height / 2];
  return (
    <g transform={`translate(${x} ${y})`} data-state={state} className="system-box">
      <rect width={BOX.width} height={BOX.height} rx="12" />
      <path d={formOf(state)} transform="translate(10 9)" />
      <text x="42" y="27" className="system-box-name">
        {name}
      </text>
      <text x="12" y="52" suppressHydrationWarning>
        {state === 'ready'
          ? say('inside.system.perSecond', { n: figureText(requestsPerSecond, language) })
          : say(`inside.system.${state}`)}
      </text>
      <text x="12" y="72" suppressHydrationWarning>
        {p99 === null ? '' : say('inside.system.p99is', { n: figureText(p99, language) })}
      </text>
    </g>
  );
}
