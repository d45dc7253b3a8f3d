import type { Progress } from '../cli/src/load/progress.ts';
import type { Figures } from './figures.ts';
import { measureFloor } from './floor.ts';
import { AFTERMATH, type Measuring, measure, WARM_UPS, warmUp } from './measure.ts';
import type { Settings } from './options.ts';
import { secondsLeft, spoken } from './remaining.ts';
import { isRead, type Rate, type Scenario } from './scenarios.ts';
import { audit, countOrders } from './site/audit.ts';
import { reset } from './site/reset.ts';
import type { Site } from './site/site.ts';
import { openStand } from './stands/open.ts';
import type { Stand } from './stands/stand.ts';

export interface Around {
  settings: Settings;
  progress: Progress;
  signal: AbortSignal;
}

/** One scenario on one site; `keeps` leaves the orders there that are there, and leaves the audit to the end. */
export interface Step {
  scenario: Scenario;
  site: Site;
  round: number;
  keeps?: boolean;
}

type Rates = Pick<Measuring, 'rate' | 'besideRate'>;

const WARM_PLACES = 64;
const UNBOUND: Rates = { rate: null, besideRate: null };

/**
 * Measures step by step, and adds what it finds to `figures`, so that what was found is not lost with what fails.
 * What stands for one step goes on for the next of its own kind on the same site.
 */
export async function runSteps(steps: readonly Step[], figures: Figures[], around: Around): Promise<void> {
  const { progress, signal, settings } = around;
  const keeper = standKeeper(around);
  const expected = steps.map((step, nth) => expectedSeconds(step, steps[nth - 1], settings));
  const started = performance.now();
  progress.say(`${steps.length} measurements, about ${spoken(secondsLeft(expected, 0, 0))}`);
  try {
    for (const [nth, step] of steps.entries()) {
      signal.throwIfAborted();
      const found = await runStep(step, keeper, ratesOf(step.scenario, figures), around);
      figures.push(found);
      const left = secondsLeft(expected, nth + 1, (performance.now() - started) / 1000);
      progress.say(lineOf(found, step, `${nth + 1}/${steps.length}`, settings.rounds, left));
    }
  } finally {
    await keeper.stop();
  }
}

async function runStep(
  { scenario, site, round, keeps = false }: Step,
  keeper: ReturnType<typeof standKeeper>,
  rates: Rates,
  { settings, signal }: Around,
): Promise<Figures> {
  const orders = ordersIn(scenario);
  // Before it stands, so that a stand that has just started finds the tables as they will be.
  if (orders && !keeps) await reset(site, settings.kept, signal);
  const stand = await keeper.standFor(scenario, site);
  const { confirmed, ...found } =
    stand === null
      ? await measureFloor(site, settings, signal)
      : await measure({ scenario, site, stand, ...rates, settings, signal });
  const wrong = orders && !keeps ? await wrongOrders(site, settings.kept + keeper.warm() + confirmed) : null;
  return { scenario: scenario.name, round, ...found, audit: wrong };
}

/** What the audit complains about, and whether as many orders are confirmed as customers were told. */
async function wrongOrders(site: Site, told: number): Promise<string[]> {
  const found = await audit(site);
  const { confirmed = 0 } = await countOrders(site);
  return confirmed === told ? found : [...found, `${told} orders were told confirmed, ${confirmed} are`];
}

/** Keeps what stands; it is started when it is needed and stopped when something else is. */
function standKeeper({ settings, signal }: Around) {
  let now: { name: string; site: Site; stand: Stand | null } | undefined;
  const stop = async () => {
    const { stand } = now ?? {};
    now = undefined;
    await stand?.stop();
  };
  let warm = 0;
  return {
    stop,
    /** How many orders were confirmed while it was warming up for the last scenario. */
    warm: () => warm,
    async standFor(scenario: Scenario, site: Site): Promise<Stand | null> {
      warm = 0;
      if (now?.name === scenario.stand && now.site === site) return now.stand;
      await stop();
      const stand = await openStand(scenario.stand, site, signal);
      now = { name: scenario.stand, site, stand };
      const asked = scenario.asked === 'half-refused' ? 'order' : scenario.asked;
      const warming: Scenario = { ...scenario, asked, concurrency: WARM_PLACES };
      if (stand) warm = await warmUp({ scenario: warming, site, stand, ...UNBOUND, settings, signal });
      return stand;
    },
  };
}

/** By what was reached in the first round, in every round. */
function ratesOf({ rate, beside }: Scenario, figures: readonly Figures[]): Rates {
  const perSecond = (wanted: Rate | undefined) => {
    if (!wanted) return null;
    const first = figures.find(({ scenario }) => scenario === wanted.of);
    return Math.max(1, Math.round(first!.perSecond * wanted.times));
  };
  return { rate: perSecond(rate), besideRate: perSecond(beside?.rate) };
}

/** Whether a scenario writes orders into the databases. */
function ordersIn({ stand, asked }: Scenario): boolean {
  return stand !== 'bare' && stand !== 'bare-batches' && !isRead(asked);
}

const STARTS = 4; // seconds
const RESETS_AND_AUDITS = 3.5; // seconds

function expectedSeconds({ scenario, site, keeps }: Step, before: Step | undefined, settings: Settings) {
  const same = before?.scenario.stand === scenario.stand && before.site === site;
  const measuring = settings.seconds * (scenario.longer ?? 1) + settings.warmUp + AFTERMATH / 1000;
  const around = ordersIn(scenario) && !keeps ? RESETS_AND_AUDITS : 0;
  return measuring + around + (same ? 0 : STARTS + WARM_UPS * settings.warmUp);
}

function lineOf(found: Figures, step: Step, nth: string, rounds: number, left: number): string {
  const { perSecond, beside, latency, cpu, errors, audit: wrong } = found;
  const title = `round ${step.round} of ${rounds}  ${step.scenario.title}`;
  const parts = [
    `${Math.round(perSecond).toLocaleString('en')}/s`,
    ...(beside === null ? [] : [`${Math.round(beside)}/s beside`]),
    ...(latency ? [`P50 ${latency.p50.toFixed(1)} ms, P99 ${latency.p99.toFixed(1)} ms`] : []),
    ...(cpu ? [`${cpu.total.toFixed(3)} CPU-ms`] : []),
    ...(errors > 0 ? [`${errors} ERRORS`] : []),
    ...(wrong && wrong.length > 0 ? [`AUDIT FAILS: ${wrong.join('; ')}`] : []),
  ];
  return `[${nth}] ${title}: ${parts.join(', ')}${left > 1 ? ` · about ${spoken(left)} left` : ''}`;
}
