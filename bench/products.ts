/** A product as `seedCatalog` takes it. */
export interface MadeProduct {
  name: { en: string; ru: string };
  description: { en: string; ru: string };
  price: number;
  categorySlug: string;
}

type Both = readonly [string, string];

// What things are, by category: English, Russian, and the gender of the Russian word.
const THINGS: Record<string, readonly (readonly [string, string, 0 | 1 | 2])[]> = {
  'kitchen Kitchen Кухня': [
    ['teapot', 'чайник', 0],
    ['frying pan', 'сковорода', 1],
    ['kitchen knife', 'кухонный нож', 0],
    ['saucepan', 'кастрюля', 1],
    ['cup', 'чашка', 1],
    ['grater', 'тёрка', 1],
  ],
  'toys Toys Игрушки': [
    ['plush hedgehog', 'плюшевый ёжик', 0],
    ['wooden train', 'деревянный паровоз', 0],
    ['doll', 'кукла', 1],
    ['kite', 'воздушный змей', 0],
    ['jigsaw puzzle', 'головоломка', 1],
  ],
  'garden Garden Сад': [
    ['watering can', 'лейка', 1],
    ['shovel', 'лопата', 1],
    ['wheelbarrow', 'тачка', 1],
    ['bird house', 'скворечник', 0],
    ['flower bed', 'клумба', 1],
  ],
  'sport Sport Спорт': [
    ['bicycle', 'велосипед', 0],
    ['tennis racket', 'теннисная ракетка', 1],
    ['backpack', 'рюкзак', 0],
    ['kettlebell', 'гиря', 1],
    ['sledge', 'сани', 2],
  ],
  'home Home Дом': [
    ['blanket', 'одеяло', 2],
    ['table lamp', 'настольная лампа', 1],
    ['mirror', 'зеркало', 2],
    ['bookshelf', 'полка', 1],
    ['alarm clock', 'будильник', 0],
  ],
  'clothes Clothes Одежда': [
    ['mitten', 'варежка', 1],
    ['scarf', 'шарф', 0],
    ['raincoat', 'дождевик', 0],
    ['sweater', 'свитер', 0],
    ['hat', 'шапка', 1],
  ],
};

const COLOURS: readonly Both[] = (
  'red красн,green зелён,black чёрн,yellow жёлт,crimson багрян,amber янтарн,violet фиолетов,orange оранжев,' +
  'pink розов,scarlet ал,lilac сиренев,beige бежев'
)
  .split(',')
  .map((pair) => pair.split(' ') as unknown as Both);
const KINDS: readonly Both[] = (
  'light лёгк,sturdy прочн,elegant элегантн,folding складн,electric электрическ,warm тёпл,cosy уютн,' +
  'classic классическ,modern современн,festive праздничн'
)
  .split(',')
  .map((pair) => pair.split(' ') as unknown as Both);
const SOUNDS = ['ba', 'ro', 'vi', 'lu', 'ke', 'mo', 'ti', 'sa', 'ne', 'do', 'gri', 'pha', 'ol', 'ver', 'zen'];

/**
 * Products with English and Russian names, the same for the same seed: things with a colour, a style and one
 * of some three thousand makers, so that some words stand in many names and others in few. No two in a row of
 * calls with one seed have the same name.
 */
export function makeProducts(count: number, seed = 1) {
  const random = generator(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const kinds = Object.entries(THINGS);
  const categories = kinds.map(([key]) => {
    const [slug, en, ru] = key.split(' ') as [string, string, string];
    return { slug: `made-${slug}`, name: { en, ru } };
  });
  const products: MadeProduct[] = Array.from({ length: count }, (_, n) => {
    // Squared, so that the first categories have most.
    const place = Math.floor(random() ** 2 * kinds.length);
    const [en, ru, gender] = pick(kinds[place]![1]);
    const [colour, kind] = [pick(COLOURS), pick(KINDS)];
    const maker = capital(`${pick(SOUNDS)}${pick(SOUNDS)}${pick(SOUNDS)}`);
    const model = `${n % 3 ? 'K' : 'M'}${n}`;
    return {
      name: {
        en: `${capital(kind[0])} ${colour[0]} ${en} ${maker} ${model}`,
        ru: `${capital(ru)} ${ending(kind[1], gender)} ${ending(colour[1], gender)} ${maker} ${model}`,
      },
      description: {
        en: `A ${kind[0]} ${en} for every day. Made by ${maker}, it serves for years and is easy to clean.`,
        ru: `${capital(ru)} на каждый день. Сделано в мастерской ${maker}: служит годами, легко моется.`,
      },
      price: 9_900 + Math.floor(random() ** 3 * 500) * 10_000,
      categorySlug: categories[place]!.slug,
    };
  });
  return { categories, products };
}

function ending(stem: string, gender: 0 | 1 | 2): string {
  return stem + (/[кг]$/.test(stem) ? ['ий', 'ая', 'ое'] : ['ый', 'ая', 'ое'])[gender];
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
