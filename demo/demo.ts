import { books } from './goods/books.ts';
import { garden } from './goods/garden.ts';
import { home } from './goods/home.ts';
import { kitchen } from './goods/kitchen.ts';
import { sports } from './goods/sports.ts';
import { stationery } from './goods/stationery.ts';
import { tea } from './goods/tea.ts';
import { toys } from './goods/toys.ts';

const shelves = [tea, kitchen, home, garden, books, stationery, toys, sports];

/** What the demo shop sells: eight categories, and products that name theirs by its slug. */
export const demoCategories = shelves.map((shelf) => shelf.category);
export const demoProducts = shelves.flatMap((shelf) => shelf.products);

/** Who delivers for the demo shop, and how many orders a day. */
export const demoCouriers = [
  { name: 'Anna Sokolova', dailyCapacity: 40 },
  { name: 'Boris Kuznetsov', dailyCapacity: 30 },
  { name: 'Vera Morozova', dailyCapacity: 30 },
  { name: 'Gleb Orlov', dailyCapacity: 20 },
];

/** What some of the products can be had as, by their English names. */
export { VARIANTS as demoVariants } from './goods/variants.ts';
export { demoSynonyms } from './synonyms.ts';
