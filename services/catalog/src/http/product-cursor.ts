import { cursorPart, decodeCursor } from '@sagashop/chassis/http/lists';
import { MAX_AMOUNT } from '@sagashop/kernel/money';
import { type Static, type TSchema, Type } from 'typebox';
import { endOf, type Meaning, MOST_GOODS, MOST_MEANT } from '../domain/meaning.ts';
import { LONGEST, MOST_WORDS } from '../domain/search-text.ts';
import type { ListedRow, Sort } from '../store/products-wanted.ts';

const { id, text, whole } = cursorPart;
/** What full text calls a word, or several with blanks between. */
const Lexemes = Type.Array(
  Type.String({ minLength: 1, maxLength: 130, pattern: '^[^\\0\\p{Cs} ]+( [^\\0\\p{Cs} ]+)*$' }),
  { minItems: 1, maxItems: MOST_MEANT },
);
const Rest = Type.Array(Type.Integer({ minimum: 0, maximum: MOST_WORDS - 1 }), { maxItems: MOST_WORDS });
const SPELT = [
  Type.Array(Lexemes, { maxItems: MOST_WORDS }),
  text(LONGEST + 1),
  Type.Boolean(),
  whole,
  whole,
  whole,
  Type.Array(Type.Tuple([id, Rest]), { maxItems: MOST_GOODS }),
] as const;
/** What was left out goes last, and only where there is some: the release before reads all others. */
const Spelt = Type.Union([Type.Tuple([...SPELT]), Type.Tuple([...SPELT, Lexemes])]);

// A name in lower case is up to three times as long as the name.
const NAME = text(600);
const KEYS: Record<Sort, TSchema> = {
  relevance: Type.Union([
    Type.Intersect([NAME, Type.String({ pattern: '^1' })]),
    Type.Enum(['2', '3', '4', '5']),
  ]),
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

function written(meaning: Meaning): Static<typeof Spelt> {
  const { groups, begins, before, rarest, names, texts, goods, also } = meaning;
  const shelves = goods.map(({ shelf, rest }): [string, number[]] => [shelf, rest]);
  const all: Static<typeof Spelt> = [
    groups,
    begins,
    before === endOf(begins, true),
    rarest,
    names,
    texts,
    shelves,
  ];
  return also.length > 0 ? ([...all.slice(0, 7), also] as Static<typeof Spelt>) : all;
}

function read(spelt: Static<typeof Spelt>): Meaning {
  const [groups, begins, goesOn, rarest, names, texts, shelves, also = []] = spelt;
  const goods = shelves.map(([shelf, rest]) => ({ shelf, rest: rest.filter((n) => n < groups.length) }));
  return { groups, begins, before: endOf(begins, goesOn), rarest, names, texts, exact: '', goods, also };
}
