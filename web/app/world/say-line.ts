import type { Texts, useWords } from '../words/words';
import { plainLine } from './plain-line';

type Say = ReturnType<typeof useWords>['say'];

/** `order-2`, `place-2` and `part act 1 of order-2` are all of order 2. */
const numberIn = (text: string) => text.slice(text.lastIndexOf('-') + 1);

/** What a world calls something, in the reader's words: a process, an order, a saga, a command, a reason. */
export function namesIn(say: Say) {
  const known = (kind: string, name: string) => {
    const key = `world.${kind}.${name}` as keyof Texts;
    const said = say(key);
    return said === key ? name : said;
  };
  return {
    process: (name: string) => known('process', name),
    order: (name: string) => say('world.order', { n: numberIn(name) }),
    command: (type: string) => known('command', type),
    reason: (code: string) => known('reason', code),
    rule: (name: string) => known('rule', name),
    mistake: (slug: string) => known('mistake', slug),
    saga: (id: string) => {
      const [kind] = /^(?:place|cancel|refund|part|parcel)\b/.exec(id) ?? ['place'];
      return say(`world.saga.${kind as 'place'}`, { n: numberIn(id) });
    },
  };
}

/** A line of a world's story in plain words; as it stands in the log where there are none. */
export function sayLine(say: Say, line: { who: string; what: string }): string {
  const plain = plainLine(line);
  if (!plain) return `${line.who} ${line.what}`;
  const names = namesIn(say);
  const { who = '', what = '', order = '', saga = '', why = '', runner = '', ...more } = plain.parts;
  const text = say(`world.line.${plain.key}` as keyof Texts, {
    ...more,
    who: names.process(who),
    runner: names.process(runner),
    what: names.command(what),
    order: names.order(order),
    saga: names.saga(saga),
    why: names.reason(why),
    button: more['button'] === 'retry' ? say('world.act.retry') : say('world.act.turn-back'),
  });
  return text.charAt(0).toUpperCase() + text.slice(1);
}
