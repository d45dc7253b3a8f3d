import { readFileSync } from 'node:fs';

/** What the demo shop's searches take for the same; `also` goes one way only. */
export const demoSynonyms: { words: string[]; also: string[] }[] = [
  {
    words: ['gift', 'present', 'souvenir', 'birthday', 'подарок', 'подарить', 'сувенир', 'день рождения'],
    also: ['nesting doll', 'sealing wax', 'candle'],
  },
  { words: ['электрочайник', 'electric kettle'], also: [] },
  { words: ['coffee mill', 'coffee grinder'], also: [] },
  { words: ['pan', 'skillet', 'frying pan'], also: [] },
  { words: ['saucepan', 'stockpot', 'soup pot'], also: [] },
  { words: ['flashlight', 'head torch', 'headlamp', 'фонарик', 'фонарь'], also: [] },
  { words: ['thermos', 'flask', 'термос'], also: [] },
  { words: ['rucksack', 'backpack', 'рюкзак'], also: [] },
  { words: ['jump rope', 'skipping rope'], also: [] },
  { words: ['soccer ball', 'football'], also: [] },
  { words: ['weights', 'dumbbells'], also: [] },
  { words: ['secateurs', 'pruner', 'pruning shears'], also: [] },
  { words: ['shovel', 'spade'], also: [] },
  { words: ['earth', 'soil', 'земля', 'грунт'], also: [] },
  { words: ['flower pot', 'terracotta pot', 'цветочный горшок'], also: [] },
  { words: ['birdhouse', 'bird house', 'nest box'], also: [] },
  { words: ['duvet', 'throw', 'blanket', 'одеяло', 'плед'], also: [] },
  { words: ['bedding', 'bed linen', 'bed set', 'sheets', 'простыни', 'постельное белье'], also: [] },
  { words: ['table lamp', 'reading lamp', 'desk lamp', 'светильник', 'ночник'], also: [] },
  { words: ['watch', 'clock'], also: [] },
  { words: ['matryoshka', 'matrioshka', 'matreshka', 'russian doll', 'nesting doll'], also: [] },
  { words: ['plasticine', 'play dough', 'playdough', 'пластилин'], also: [] },
  { words: ['soft toy', 'stuffed animal', 'plush', 'мягкая игрушка'], also: [] },
  { words: ['bricks', 'blocks'], also: [] },
  { words: ['crayons', 'pencils'], also: [] },
  { words: ['paints', 'watercolours', 'watercolors', 'краски'], also: [] },
  { words: ['planner', 'diary', 'органайзер'], also: [] },
  { words: ['post-it', 'sticky notes'], also: [] },
  { words: ['notepad', 'notebook', 'блокнот', 'записная книжка'], also: [] },
  { words: ['novel', 'роман'], also: [] },
  { words: ['colored', 'coloured'], also: [] },
  { words: ['galvanized', 'galvanised'], also: [] },
  { words: ['ladle', 'turner', 'spatula', 'лопаточка'], also: [] },
  { words: ['cezve', 'ibrik', 'turka', 'coffee pot', 'джезва'], also: [] },
  { words: ['mint', 'peppermint'], also: [] },
  { words: ['cup', 'mug', 'glasses', 'кружка', 'чашка'], also: [] },
  { words: ['сумка', 'bag'], also: [] },
  { words: ['велик', 'велосипед'], also: [] },
  { words: ['watering can', 'wateringcan'], also: [] },
  { words: ['заварник', 'заварочный чайник', 'brewing teapot'], also: ['glass teapot'] },
  { words: ['канцтовары', 'канцелярия', 'stationery'], also: [] },
  { words: ['baking tray', 'baking tin', 'baking dish'], also: [] },
  { words: ['ball', 'football'], also: [] },
  { words: ['herbal tea', 'tisane'], also: ['fireweed tea'] },
  { words: ['dish towel', 'tea towel', 'kitchen towel'], also: [] },
  ...otherNames(),
];

/** What goods and shelves are for, and what is sold under other names; a row: words, a tab, and what is meant too. */
function otherNames() {
  const rows = readFileSync(new URL('other-names.tsv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  const listed = (text = '') => text.split(', ').filter(Boolean);
  return rows
    .map((row) => row.split('\t'))
    .map(([words, also]) => ({ words: listed(words), also: listed(also) }));
}
