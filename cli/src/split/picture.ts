import { styleText } from 'node:util';
import type { Part } from './processes.ts';

/** Where the picture goes: a terminal, or something that only takes lines. */
export interface Screen {
  isTTY?: boolean;
  columns?: number;
  rows?: number;
  /** Whether it shows colours and its user wants them (`NO_COLOR`). */
  hasColors?(): boolean;
  write(text: string): unknown;
  on?(event: 'resize', heard: () => void): unknown;
}

/** One table of all processes that is drawn again when something changes, below what is said. */
export interface Picture {
  /** Shows a line above the table. */
  say(line: string): void;
  /** Draws the table again; where there is no terminal, one line about what changed. */
  show(parts: readonly Part[], changed: Part): void;
}

const HEAD = ['service', 'pid', 'port', 'state', 'restarts'];
const COLOURS = { starting: 'yellow', ready: 'green', waiting: 'red', stopped: 'dim' } as const;

/**
 * A picture on a screen. The table is cut to the terminal's size: a line that wraps, or a table higher than the
 * terminal, could not be wiped any more. The cursor always stands below it, so that nothing is left to tidy up.
 */
export function openPicture(screen: Screen): Picture {
  let parts: readonly Part[] = [];
  let drawn: string[] = [];
  // A terminal that was made narrower since has wrapped what stands there.
  const height = () => {
    const { columns = 80, rows = 24 } = screen;
    const lines = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0);
    return Math.min(lines, rows - 1);
  };
  const wipe = () => (drawn.length > 0 ? `\x1b[${height()}A\r\x1b[J` : '');
  const draw = (above = '') => {
    const before = wipe();
    const { columns = 80, rows = 24 } = screen;
    // The last row is the cursor's, the last column would wrap.
    drawn = parts.length > 0 ? tableOf(parts).slice(0, rows - 1) : [];
    drawn = drawn.map((line) => line.slice(0, columns - 1));
    const lines = screen.hasColors?.() ? drawn.map((line, at) => coloured(line, parts[at - 1])) : drawn;
    screen.write(before + above + lines.map((line) => `${line}\n`).join(''));
  };
  screen.on?.('resize', () => draw());
  return {
    say: (line) => draw(`${line}\n`),
    show: (all, changed) => {
      if (!screen.isTTY) {
        screen.write(`${lineOf(changed)}\n`);
        return;
      }
      parts = all;
      draw();
    },
  };
}

/** The state's word in its colour; the head of the table is bold. */
function coloured(line: string, part: Part | undefined): string {
  if (!part) return styleText('bold', line, { validateStream: false });
  const word = styleText(COLOURS[part.state], part.state, { validateStream: false });
  return line.replace(new RegExp(`  ${part.state}\\b`), `  ${word}`);
}

function lineOf({ name, pid, port, state, restarts }: Part): string {
  const more = restarts > 0 ? `, restarts ${restarts}` : '';
  return `${name.padEnd(8)}  ${pid === undefined ? '' : `pid ${pid}, `}port ${port}, ${state}${more}`;
}

/** The table as lines of equal columns. */
function tableOf(parts: readonly Part[]): string[] {
  const rows = parts.map(({ name, pid, port, state, restarts }) => [
    name,
    String(pid ?? '–'),
    String(port),
    state,
    String(restarts),
  ]);
  const widths = HEAD.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]!.length)));
  return [HEAD, ...rows].map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join('  ')
      .trimEnd(),
  );
}
