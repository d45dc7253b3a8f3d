import { invalid } from '@sagashop/chassis/errors';
import { type Static, type TObject, Type } from 'typebox';
import { inAll } from './localized.ts';

const Address = Type.String({ minLength: 1, maxLength: 500, format: 'said' });
const Words = (maxLength: number) => inAll(Type.String({ minLength: 1, maxLength, format: 'said' }));

const Picture = Type.Object(
  {
    id: Type.Optional(
      Type.String({ format: 'line', maxLength: 36, description: 'As it was read; it stays' }),
    ),
    url: Address,
    alt: Type.Optional(Words(300)),
  },
  { additionalProperties: false, description: 'Without `alt`, the name of the product says what it shows' },
);
const Fact = Type.Object(
  {
    key: Type.String({ format: 'line', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 40 }),
    name: Words(80),
    value: Words(300),
  },
  { additionalProperties: false },
);

const Option = Type.Object(
  {
    key: Type.String({ format: 'line', pattern: '^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$', maxLength: 40 }),
    name: Words(80),
    values: Type.Array(
      Type.Object(
        { value: Type.String({ minLength: 1, maxLength: 60, format: 'said' }), name: Words(60) },
        { additionalProperties: false },
      ),
      { maxItems: 100 },
    ),
  },
  { additionalProperties: false },
);

/** What is sent of a product that only its own page shows; each may be left out. */
export const DetailsInput = {
  picture: Type.Optional(Type.Union([Address, Type.Null()])),
  pictures: Type.Optional(
    Type.Array(Picture, { maxItems: 10, description: 'All of them anew; the first becomes `picture`' }),
  ),
  facts: Type.Optional(Type.Array(Fact, { maxItems: 20, description: 'All of them anew, each key once' })),
  options: Type.Optional(
    Type.Array(Option, {
      maxItems: 5,
      description:
        'What the options of its variants and their values are called, all anew, each key once, in the order in which ' +
        'it is chosen; what is not said is called as it is written',
    }),
  ),
};

type Details = Partial<Static<TObject<typeof DetailsInput>>>;

/** What was sent, unless it contradicts itself: two facts or options of one key, or a picture that is not the first of the pictures. */
export function agreeing<T extends Details>(sent: T): T {
  const { picture, pictures, facts = [], options = [] } = sent;
  for (const [field, said] of Object.entries({ facts, options })) {
    const twice = said.findIndex(({ key }, at) => said.some((other, n) => n < at && other.key === key));
    if (twice >= 0) throw invalid(`${field}.${twice}.key`, 'is there twice');
  }
  const first = pictures?.[0]?.url ?? null;
  if (pictures && picture !== undefined && picture !== first)
    throw invalid('picture', 'must be the first of the pictures');
  return sent;
}
