// Forms of a word that stemming does not bring together.
const IRREGULAR = [
  'knife knives, shelf shelves, leaf leaves, loaf loaves, scarf scarves, half halves, wolf wolves, life lives',
  'child children, man men, woman women, person people, mouse mice, foot feet, tooth teeth, goose geese, die dice',
  'ребенок дети, человек люди, друг друзья, стул стулья, перо перья, лист листья, ухо уши, цветок цветы',
]
  .join(', ')
  .split(', ')
  .map((both) => both.split(' ') as [string, string]);

const others = new Map<string, string>(
  IRREGULAR.flatMap(([one, many]) => [
    [one, many],
    [many, one],
  ]),
);

// вазочка, мячик, чаек, свечка: of ваза, мяч, чай, свеча. Only those that the shop has count, so that a wrong one harms nobody.
const SMALL: [RegExp, string[]][] = [
  [/^(.{2,})очк[аиуе]$/, ['а', '']],
  [/^(.{2,})[еи]чк[аиуе]$/, ['а', 'я', 'ица']],
  [/^(.{2,}[чшщ])к[аиуе]$/, ['а', '']],
  [/^(.{2,})(?:ик|ек|ок)(?:а|и|ов)?$/, ['', 'ы', 'и']],
  [/^(.{1,}[аеоуы])ек$/, ['й']],
  [/^(.{2,})ушк[аиуе]$/, ['а', 'ь']],
  [/^(.{3,})к[аиуе]$/, ['а', 'ь']],
];

/**
 * Other words that may be forms of a word: English ones that change their stem, Russian ones with a fleeting vowel,
 * what a small one is one of, and what does something.
 */
export function otherForms(word: string): string[] {
  const forms: string[] = [];
  const known = others.get(word);
  if (known) forms.push(known);
  // игрушек, кружек, тарелок, вилок: of игрушка, кружка, тарелка, вилка.
  const fleeting = /^(.{2,}[^аеиоуыэюяь])[ео]к$/.exec(word);
  if (fleeting) forms.push(`${fleeting[1]}ка`, `${fleeting[1]}ки`);
  const soft = /^(.{2,})[ье]ек$/.exec(word);
  if (soft) forms.push(`${soft[1]}ейка`, `${soft[1]}ьки`);
  const genitive = /^(.{2,}[^аеиоуыэюяь])[ео]([нлрг])$/.exec(word);
  if (genitive) forms.push(`${genitive[1]}${genitive[2]}а`, `${genitive[1]}${genitive[2]}о`);
  // kitchenware, спорттовары: what is for the kitchen, for sports.
  const goods = /^(.{3,})(?:wares?|goods|товар(?:ы|ов))$/.exec(word);
  if (goods) forms.push(goods[1]!);
  return [...forms, ...small(word), ...doers(word)];
}

/** grater, grinder, cutter: what does what is to be done. */
function doers(word: string): string[] {
  if (!/^[a-z]{3,}$/.test(word)) return [];
  return word.endsWith('e') ? [`${word}r`] : [`${word}er`, `${word}${word.at(-1)}er`];
}

function small(word: string): string[] {
  return SMALL.flatMap(([pattern, ends]) => {
    const stem = pattern.exec(word)?.[1];
    return stem === undefined ? [] : ends.map((end) => stem + end);
  });
}
