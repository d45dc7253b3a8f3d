import { foldedText } from '@sagashop/kernel/text';

/**
 * Which names new users may have: with a letter, of Latin or Russian ones, not mixed. Others that are there stay
 * (UTS 39 calls a name of one script the highest restriction that more than ASCII can have).
 */
export const USERNAME = '^(?=[0-9._-]{0,50}[A-Za-zА-Яа-яЁё])(?:[A-Za-z0-9._-]{3,50}|[А-Яа-яЁё0-9._-]{3,50})$';

/** Letters by what looks like them in either case, by the confusables of UTS 39: `paypaI` is `paypal`, `сосоа` is `cocoa`. */
const LOOKS: Readonly<Record<string, string>> = {
  ...{ i: 'l', '1': 'l', '0': 'o', m: 'rn' },
  ...{ а: 'a', б: '6', в: 'b', г: 'r', е: 'e', з: '3', к: 'k', м: 'rn', н: 'h', о: 'o', р: 'p', с: 'c' },
  ...{ т: 't', у: 'y', х: 'x', ы: 'bl', ь: 'b', ю: 'lo' },
};

/** A user name as names are found and compared. */
export function nameKey(username: string): string {
  return foldedText(username);
}

/** How a name looks; two names that look alike have the same. As `name_look` in the migrations. */
export function nameLook(username: string): string {
  return Array.from(nameKey(username), (letter) => LOOKS[letter] ?? letter).join('');
}
