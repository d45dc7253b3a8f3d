import type { Spread } from './spread.ts';
import type { Summary } from './summarise.ts';
import { digits, range, whole } from './table.ts';

interface Bar {
  label: string;
  kind: 'ours' | 'naive' | 'peer' | 'bound';
  found: Spread;
}

interface Panel {
  title: string;
  bars: Bar[];
  format: (value: number) => string;
}

type Row = [scenario: string, label: string, kind: Bar['kind']];

const WIDTH = 860;
const LABELS = 268; // where bars begin
const BARS = 400; // the longest bar
const STEP = 24;
const HEAD = 108;
const STYLE = `
  .surface { fill: #fcfcfb } text { fill: #0b0b0b; font: 13px system-ui, 'Segoe UI', Roboto, sans-serif }
  .title { font-size: 18px; font-weight: 600 } .panel { font-weight: 600; font-size: 14px }
  .note, .value { fill: #52514e; font-size: 12px } .axis { stroke: #c3c2b7 }
  .ours { fill: #2a78d6 } .naive { fill: #eb6834 } .peer { fill: #8e6bbf } .bound { fill: #a3a29a } .range { stroke: #0b0b0b }
  @media (prefers-color-scheme: dark) {
    .surface { fill: #1a1a19 } text { fill: #ffffff } .note, .value { fill: #c3c2b7 } .axis { stroke: #52514e }
    .ours { fill: #3987e5 } .naive { fill: #d95926 } .peer { fill: #9d7fcb } .bound { fill: #7d7c75 } .range { stroke: #ffffff }
  }`;
const LEGEND: [Bar['kind'], string][] = [
  ['ours', 'Sagashop, over HTTP'],
  ['naive', 'the saga without batches'],
  ['peer', 'on a workflow engine'],
  ['bound', 'what could be reached at best'],
];

const SPEED: Row[] = [
  ['ceiling', 'bare route, 256 in flight', 'bound'],
  ['floor', 'the rows alone, by SQL', 'bound'],
  ...[1, 16, 64, 256, 1024].map((n): Row => [`orders-${n}`, `one process, ${n} in flight`, 'ours']),
  ['split-256', 'a process a service, 256 in flight', 'ours'],
  ['fresh', 'new shop, 256 in flight', 'ours'],
  ['grown', 'after many orders, 256 in flight', 'ours'],
  ['naive-256', 'naive, 256 in flight', 'naive'],
  ...peers('dbos', 'DBOS'),
  ...peers('restate', 'Restate'),
];
const COST: Row[] = [
  ['ceiling', 'bare route, a query per sign-in', 'bound'],
  ['ceiling-batches', 'bare route, sign-ins in batches', 'bound'],
  ['floor', 'the rows alone, PostgreSQL only', 'bound'],
  ['orders-256', 'one process', 'ours'],
  ['split-256', 'a process a service', 'ours'],
  ['naive-256', 'naive', 'naive'],
  ...peers('dbos', 'DBOS'),
  ...peers('restate', 'Restate'),
];
const ALONE: Row[] = [
  ['orders-1', 'one process', 'ours'],
  ['split-1', 'a process a service', 'ours'],
  ['naive-1', 'naive', 'naive'],
];
const STEADY: Row[] = [
  ['orders-naive-rate', 'one process', 'ours'],
  ['naive-rate', 'naive', 'naive'],
];

function peers(name: string, title: string): Row[] {
  return [16, 64, 256].map((n): Row => [`${name}-${n}`, `${title}, ${n} in flight`, 'peer']);
}

/** A chart that can be read on its own, in light and dark: SVG with what was measured, where and when. */
export function drawChart(summaries: readonly Summary[], where: { machine: string; run: string }): string {
  const panels = panelsOf(summaries).filter(({ bars }) => bars.length > 0);
  let top = HEAD;
  const drawn = panels.map((panel) => {
    const at = top;
    top += 40 + panel.bars.length * STEP;
    return drawPanel(panel, at);
  });
  const kinds = new Set(panels.flatMap(({ bars }) => bars.map(({ kind }) => kind)));
  let x = 20;
  const legend = LEGEND.filter(([kind]) => kinds.has(kind)).map(([kind, text]) => {
    const at = x;
    x += 38 + 7.3 * text.length; // so wide is a letter, about
    return `<rect class="${kind}" x="${at.toFixed(0)}" y="80" width="12" height="12" rx="2"/><text x="${(at + 18).toFixed(0)}" y="91">${text}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top + 10}" role="img" aria-labelledby="t d">
<title id="t">What an order costs</title>
<desc id="d">${escaped(inWords(panels))}</desc>
<style>${STYLE}
</style>
<rect class="surface" width="${WIDTH}" height="${top + 10}"/>
<text class="title" x="20" y="30">What an order costs</text>
<text class="note" x="20" y="50">${escaped(`${where.machine} · ${where.run}`)}</text>
<text class="note" x="20" y="66">Medians; a line reaches from the least to the most of the rounds. The load generator is left out of processor times.</text>
${legend.join('\n')}
${drawn.join('\n')}
</svg>
`;
}

function panelsOf(summaries: readonly Summary[]): Panel[] {
  const by = new Map(summaries.map((summary) => [summary.scenario, summary]));
  const bars = (rows: readonly Row[], pick: (summary: Summary) => Spread | null | undefined): Bar[] =>
    rows.flatMap(([scenario, label, kind]) => {
      const summary = by.get(scenario);
      const found = summary && pick(summary);
      return found ? [{ label, kind, found }] : [];
    });
  const rate = by.get('naive-rate')?.rate;
  return [
    {
      ...{ title: 'Orders a second (longer is better)', format: whole },
      bars: bars(SPEED, ({ perSecond }) => perSecond),
    },
    {
      ...{
        title:
          'Processor time an order at 256 in flight, ms, all processes and PostgreSQL (shorter is better)',
        format: digits,
      },
      bars: bars(COST, ({ cpu }) => cpu?.total),
    },
    {
      title: 'One order alone: P50, ms (shorter is better)',
      format: digits,
      bars: bars(ALONE, ({ p50 }) => p50),
    },
    {
      ...{ title: `${rate ?? ''} orders a second, half of naive’s capacity: P99, ms (shorter is better)` },
      ...{ format: digits, bars: bars(STEADY, ({ p99 }) => p99) },
    },
  ];
}

function drawPanel({ title, bars, format }: Panel, top: number): string {
  const longest = Math.max(...bars.map(({ found }) => found.most));
  const x = (value: number) => LABELS + (value / longest) * BARS;
  const rows = bars.map(({ label, kind, found }, nth) => {
    const y = top + 26 + nth * STEP;
    const length = Math.max(1, x(found.median) - LABELS);
    const reach =
      found.most > found.least
        ? `<line class="range" x1="${x(found.least).toFixed(1)}" x2="${x(found.most).toFixed(1)}" y1="${y + 8}" y2="${y + 8}"/>`
        : '';
    const value = `${format(found.median)}${found.most > found.least ? ` (${range(found, format)})` : ''}`;
    return (
      `<text x="${LABELS - 10}" y="${y + 12}" text-anchor="end">${escaped(label)}</text>` +
      `<rect class="${kind}" x="${LABELS}" y="${y}" width="${length.toFixed(1)}" height="16" rx="2"/>${reach}` +
      `<text class="value" x="${(x(found.most) + 8).toFixed(1)}" y="${y + 12}">${escaped(value)}</text>`
    );
  });
  const bottom = top + 24 + bars.length * STEP;
  return `<text class="panel" x="20" y="${top + 14}">${escaped(title)}</text>
<line class="axis" x1="${LABELS}" x2="${LABELS}" y1="${top + 22}" y2="${bottom}"/>
${rows.join('\n')}`;
}

function inWords(panels: readonly Panel[]): string {
  return panels
    .map(({ title, bars, format }) => {
      const said = bars.map(({ label, found }) => `${label} ${format(found.median)}`);
      return `${title}: ${said.join(', ')}.`;
    })
    .join(' ');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
