import type { Part } from './processes.ts';

/** Where the picture goes: a terminal, or something that only takes lines. */
export interface Screen {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** One table of all processes that is drawn again when something changes, below what is said. */
export interface Picture {
  /** Shows a line above the table. */
  say(line: string): void;
  /** Draws the table again; where there is no terminal, one line about what changed. */
  show(parts: readonly Part[], changed: Part): void;
}

const HEAD = ['service', 'pid', 'port', 'state', 'restarts'];

/** A picture on a screen. */
export function openPicture(screen: Screen): Picture {
  let drawn: string[] = [];
  const wipe = () => (drawn.length > 0 ? `\x1b[${drawn.length}A\x1b[J` : '');
  return {
    say: (line) => {
      screen.write(`${wipe()}${line}\n${drawn.map((row) => `${row}\n`).join('')}`);
    },
    show: (parts, changed) => {
      if (!screen.isTTY) {
        screen.write(`${lineOf(changed)}\n`);
        return;
      }
      const before = wipe();
      drawn = tableOf(parts);
      screen.write(before + drawn.map((row) => `${row}\n`).join(''));
    },
  };
}

function lineOf({ name, pid, port, state, restarts }: Part): string {
  const more = restarts > 0 ? `, restarts ${restarts}` : '';
  return `${name.padEnd(8)}  ${pid === undefined ? '' : `pid ${pid}, `}port ${port}, ${state}${more}`;
}

/** The table as lines of equal columns. */
export function tableOf(parts: readonly Part[]): string[] {
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
