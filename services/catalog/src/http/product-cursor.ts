import { cursorPart, decodeCursor } from '@sagashop/chassis/http/lists';
import { MAX_AMOUNT } from '@sagashop/kernel/money';
import { type Static, type TSchema, Type } from 'typebox';
import { endOf, type Meaning, MOST_GOODS, MOST_MEANT } from '../domain/meaning.ts';
import { LONGEST, MOST_WORDS } from '../domain/search-text.ts';
import type { ListedRow, Sort } from '../store/products-wanted.ts';

const { id, text, whole } = cursorPart;
const Spelt = Type.Tuple([
  Type.Array(
    Type.Array(
      Type.String({ minLength: 1, maxLength: 130, pattern: '^[^\\0\\p{Cs} ]+( [^\\0\\p{Cs} ]+)*$' }),
      {
        minItems: 1,
        maxItems: MOST_MEANT,
      },
    ),
    { maxItems: MOST_WORDS },
  ),
  text(LONGEST + 1),
  Type.Boolean(),
  whole,
  whole,
  whole,
  Type.Array(
    Type.Tuple([
      id,
      Type.Array(Type.Integer({ minimum: 0, maximum: MOST_WORDS - 1 }), { maxItems: MOST_WORDS }),
    ]),
    {
      maxItems: MOST_GOODS,
    },
  ),
]);

// A name in lower case is up to three times as long as the name.
const NAME = text(600);
const KEYS: Record<Sort, TSchema> = {
  relevance: Type.Union([Type.Intersect([NAME, Type.String({ pattern: '^1' })]), Type.Enum(['2', '3', '4'])]),
  name: NAME,
  price: Type.Integer({ minimum: 0, maximum: MAX_AMOUNT }),
  '-price': Type.Integer({ minimum: 0, maximum: MAX_AMOUNT }),
  newest: Type.Literal(0),
};

function placesOf(sort: Sort) {
  const key = KEYS[sort] as ReturnType<typeof Type.Unsafe<string | number>>;
  return {
    plain: Type.Tuple([Type.Literal(sort), key, id]),
    spelt: Type.Tuple([Type.Literal(sort), key, id, Spelt]),
  };
}

const POSITIONS = {
  relevance: placesOf('relevance'),
  price: placesOf('price'),
  '-price': placesOf('-price'),
  name: placesOf('name'),
  newest: placesOf('newest'),
};

/** Without a search nothing is more relevant than another; the newest are. */
export function chosenSort(asked: Sort | undefined, search: string | undefined): Sort {
  if (search === undefined) return asked === undefined || asked === 'relevance' ? 'newest' : asked;
  return asked ?? 'relevance';
}

/**
 * What the cursor after a product says: the order, its place in it, and how a search was spelt; one that means just
 * what it says is spelt the same each time.
 */
export function cursorKey(sort: Sort, row: ListedRow, meaning: Meaning | undefined) {
  return [sort, row.key, row.id, ...(meaning && !meaning.exact ? [written(meaning)] : [])];
}

/** The place where the next page starts. Refuses the cursor of another order. */
export function readCursor(cursor: string | undefined, sort: Sort, spelt: boolean) {
  const position = decodeCursor(cursor, POSITIONS[sort][spelt ? 'spelt' : 'plain']);
  if (!position) return undefined;
  return { after: { key: position[1], id: position[2] }, meaning: position[3] && read(position[3]) };
}

function written({ groups, begins, before, rarest, names, texts, goods }: Meaning): Static<typeof Spelt> {
  return [
    groups,
    begins,
    before === endOf(begins, true),
    rarest,
    names,
    texts,
    goods.map(({ shelf, rest }) => [shelf, rest]),
  ];
}

function read([groups, begins, goesOn, rarest, names, texts, shelves]: Static<typeof Spelt>): Meaning {
  const goods = shelves.map(([shelf, rest]) => ({ shelf, rest: rest.filter((n) => n < groups.length) }));
  return { groups, begins, before: endOf(begins, goesOn), rarest, names, texts, exact: '', goods };
}
