import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { openPicture } from '../src/split/picture.ts';
import type { Part } from '../src/split/processes.ts';

/** A terminal that understands what the picture writes: lines, wrapping, up, and wiping to the end. */
function terminal(options: { columns: number; rows: number; colours?: boolean; tty?: boolean }) {
  const lines = [''];
  let row = 0;
  let raw = '';
  let resized = () => {};
  const print = (text: string) => {
    for (const letter of text) {
      if (lines[row]!.length === screen.columns) lines.splice(++row, 0, '');
      lines[row] += letter;
    }
  };
  const screen = {
    isTTY: options.tty ?? true,
    columns: options.columns,
    rows: options.rows,
    hasColors: () => options.colours ?? false,
    on: (_event: string, heard: () => void) => void (resized = heard),
    write(text: string) {
      raw += text;
      for (const [, up, wipe, end, letters] of text.matchAll(
        /\x1b\[(\d+)A|(\r\x1b\[J)|(\n)|([^\x1b\n\r]+|\x1b\[\d+m)/g,
      )) {
        if (up) row -= Number(up);
        else if (wipe) lines.splice(row, lines.length, '');
        else if (end) lines[++row] ??= '';
        else print(stripVTControlCharacters(letters!));
        assert.ok(row >= Math.max(0, lines.length - 1 - screen.rows), 'no terminal goes above its first row');
      }
    },
  };
  /** Narrower: the terminal wraps what stands there. */
  const resize = (columns: number) => {
    screen.columns = columns;
    const wrapped = lines.flatMap((line) => line.match(new RegExp(`.{1,${columns}}`, 'g')) ?? ['']);
    lines.splice(0, lines.length, ...wrapped);
    row = lines.length - 1;
    resized();
  };
  return { screen, resize, shown: () => lines.slice(0, -1), below: () => lines.at(-1), raw: () => raw };
}

const part = (name: string, state: Part['state'], more: Partial<Part> = {}): Part => ({
  name,
  port: 12_345,
  pid: 4711,
  state,
  restarts: 0,
  ...more,
});

test('a terminal shows one table that changes in its place, below what was said', () => {
  const { screen, shown, below } = terminal({ columns: 80, rows: 24 });
  const picture = openPicture(screen);
  const parts = [part('user', 'starting'), part('gateway', 'starting')];
  picture.say('Filling the shop');
  picture.show(parts, parts[0]!);
  parts[1]!.state = 'waiting';
  parts[1]!.pid = undefined;
  parts[1]!.restarts = 1;
  picture.show(parts, parts[1]!);
  picture.say('gateway: fell over');
  assert.deepEqual(shown(), [
    'Filling the shop',
    'gateway: fell over',
    'service  pid   port   state     restarts',
    'user     4711  12345  starting  0',
    'gateway  –     12345  waiting   1',
  ]);
  assert.equal(below(), '', 'the cursor stands below all of it');
});

test('colours mark the states where they are wanted, and change nothing else', () => {
  const plain = terminal({ columns: 80, rows: 24 });
  const { screen, shown, raw } = terminal({ columns: 80, rows: 24, colours: true });
  const parts = [part('stock', 'ready'), part('order', 'waiting')];
  for (const one of [plain.screen, screen]) openPicture(one).show(parts, parts[0]!);
  assert.ok(raw().includes('\x1b[32mready\x1b[39m'));
  assert.ok(raw().includes('\x1b[31mwaiting\x1b[39m'));
  assert.deepEqual(shown(), plain.shown());
  assert.doesNotMatch(plain.raw(), /\x1b\[\d+m/);
});

test('a table in a terminal that is too narrow, too low, or made narrower leaves no rests', () => {
  const { screen, resize, shown } = terminal({ columns: 80, rows: 4 });
  const picture = openPicture(screen);
  const parts = ['user', 'stock', 'order', 'gateway'].map((name) => part(name, 'ready'));
  picture.show(parts, parts[0]!);
  assert.equal(shown().length, 3, 'what does not fit is left out');
  screen.rows = 24;
  picture.say('higher now');
  assert.equal(shown().length, 6);
  resize(20);
  assert.deepEqual(shown().slice(0, 3), ['higher now', 'service  pid   port', 'user     4711  1234']);
  assert.equal(shown().length, 6);
  assert.ok(shown().every((line) => line.length < 20));
});

test('without a terminal each change is a line, without a trace of control characters', () => {
  const { screen, raw } = terminal({ columns: 80, rows: 24, tty: false });
  const picture = openPicture(screen);
  const parts = [part('user', 'ready'), part('order', 'waiting', { restarts: 2 })];
  picture.say('hello');
  for (const one of parts) picture.show(parts, one);
  assert.equal(
    raw(),
    'hello\nuser      pid 4711, port 12345, ready\norder     pid 4711, port 12345, waiting, restarts 2\n',
  );
});
