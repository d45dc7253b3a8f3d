import type { Localized } from './details.ts';

/** One of the things that a product of the demo shop can be had as; the price in hundredths of the currency’s unit. */
interface DemoVariant {
  options: Record<string, string>;
  price: number;
  stock: number;
  picture?: string;
}

interface DemoVariants {
  options: { key: string; name: Localized; values: { value: string; name: Localized }[] }[];
  variants: DemoVariant[];
}

const value = (name: string, en: string, ru: string) => ({ value: name, name: { en, ru } });
const SIZE = { en: 'Size', ru: 'Размер' };
const COLOUR = { en: 'Colour', ru: 'Цвет' };
const towel = (colour: string, size: string, price: number, stock: number): DemoVariant => ({
  options: { colour, size },
  price,
  stock,
});
const gloves = (size: string, stock: number): DemoVariant => ({ options: { size }, price: 69_000, stock });
const mat = (colour: string, stock: number): DemoVariant => ({
  options: { colour },
  price: 179_000,
  stock,
  picture: `/pictures/yoga-mat${colour === 'violet' ? '' : `-${colour}`}.svg`,
});

/** Products that can be had in sizes and colours, by their English names; the first is what the product is at first. */
export const VARIANTS: ReadonlyMap<string, DemoVariants> = new Map([
  [
    'Garden gloves',
    {
      options: [
        {
          key: 'size',
          name: SIZE,
          values: [value('S', 'S', 'S'), value('M', 'M', 'M'), value('L', 'L', 'L')],
        },
      ],
      variants: [gloves('S', 40), gloves('M', 80), gloves('L', 3)],
    },
  ],
  [
    'Bath towel',
    {
      options: [
        {
          key: 'colour',
          name: COLOUR,
          values: [
            value('sand', 'sand', 'песочный'),
            value('sage', 'sage green', 'шалфейный'),
            value('night', 'night blue', 'тёмно-синий'),
          ],
        },
        {
          key: 'size',
          name: SIZE,
          values: [
            value('small', '50 × 100 cm', '50 × 100 см'),
            value('large', '70 × 140 cm', '70 × 140 см'),
          ],
        },
      ],
      variants: [
        towel('sand', 'large', 79_000, 60),
        towel('sand', 'small', 49_000, 40),
        towel('sage', 'large', 79_000, 35),
        towel('sage', 'small', 49_000, 0),
        towel('night', 'large', 84_000, 20),
      ],
    },
  ],
  [
    'Yoga mat',
    {
      options: [
        {
          key: 'colour',
          name: COLOUR,
          values: [
            value('violet', 'violet', 'фиолетовый'),
            value('green', 'green', 'зелёный'),
            value('graphite', 'graphite', 'графитовый'),
          ],
        },
      ],
      variants: [mat('violet', 30), mat('green', 20), mat('graphite', 4)],
    },
  ],
]);
