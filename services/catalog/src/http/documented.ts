import { refuse } from '@sagashop/chassis/errors';
import type { Documented } from '@sagashop/chassis/http/documented';
import { refuseShop } from '@sagashop/vocabulary/errors';
import { EXAMPLE } from '@sagashop/vocabulary/example';
import { Type } from 'typebox';
import { refuseCatalog } from '../errors.ts';
import { documentedImports } from './documented-imports.ts';

const product = { id: EXAMPLE.product };
const category = { id: EXAMPLE.category };
const headers = { 'Accept-Language': 'The language of names and descriptions: `en` or `ru`.' };
const gone = { 204: { description: 'Done; nothing to say.', schema: Type.Null() } };
const name = { en: 'Reading lamp', ru: 'Лампа для чтения' };

/** What the schemas of the catalogue's routes do not say, for the API's description. */
export const documented: Documented = {
  'GET /api/products': {
    headers,
    description:
      'Products for sale, in the language of Accept-Language (en, ru). Prices are in minor units: 129900 RUB is ' +
      '1,299 roubles. `availability` may lag behind the stock by a second; of the last few `left` says how ' +
      'many there are. A search forgives mistakes, the other layout of the keyboard and the other letters ' +
      '(`ryukzak`); its first page says as `shelves` which categories it names.',
    values: { limit: 3, sort: 'price' },
  },
  'GET /api/products/suggestions': {
    headers,
    description: 'Categories and products that may be meant by what has been typed so far.',
    values: { q: 'tea' },
  },
  'GET /api/products/{id}': {
    headers,
    description:
      'One product, by its id or by a slug that it has or had; `slug` is the one of its address now. With ' +
      '`languages=all`, its texts come in every language, as they are edited.',
    values: product,
  },
  'GET /api/products/{id}/prices': {
    description:
      'Every price that it has had, the newest first, from which moment on; what is planned; and the lowest of the last ' +
      '30 days, which the law of many countries wants said beside a reduced price.',
    refuses: [refuseShop.variant_missing],
    values: product,
  },
  'POST /api/products/{id}/prices': {
    description:
      'Plans a price: it is valid from its moment on, within a second, though nobody does anything. One that was planned ' +
      'for the same moment goes. Of a product with several variants it is that of one, by its `variantId`.',
    key: 'honoured',
    refuses: [refuseShop.wrong_currency, refuseShop.variant_missing],
    values: product,
    body: { price: { amount: 119_900 }, from: '2099-01-01T00:00:00Z' },
  },
  'DELETE /api/products/{id}/prices/{planId}': {
    description: 'Takes a planned price back. One that is valid already is no plan any more.',
    values: { ...product, planId: EXAMPLE.product },
    answers: gone,
  },
  'POST /api/products/{id}/pictures': {
    description:
      'A form (`multipart/form-data`) with one `file`, a JPEG, PNG, WebP, AVIF or GIF of at most 10 MB and 50 megapixels, and ' +
      'with `altEn` and `altRu`, which say what it shows to those who do not see it. It is turned upright, freed of what a ' +
      'camera wrote into it, and put behind the others. Anything else is refused with the reason, and nothing is kept.',
    key: 'honoured',
    refuses: [refuse.body_too_large, refuse.unsupported_media_type],
    values: product,
  },
  'DELETE /api/products/{id}/pictures/{pictureId}': {
    description: 'Takes an uploaded picture from a product. Its address answers for a day more.',
    values: { ...product, pictureId: EXAMPLE.product },
    answers: gone,
  },
  'GET /api/pictures/{hash}/{file}': {
    description:
      'An uploaded picture, at most 320, 640 or 1280 pixels wide and high, as AVIF or WebP. What an address shows it shows ' +
      'for ever: another picture has another one.',
    values: { hash: '00000000000000000000000000000000', file: '640.webp' },
    answers: { 200: { description: 'The picture.', type: 'image/webp' } },
  },
  'GET /api/products/{id}/variants': {
    headers,
    description:
      'What it can be had as, in the order in which it was added: sizes, colours, each with its price, its picture and ' +
      'how much there is. A product that is one thing has one without options, with its own id.',
    values: product,
  },
  'POST /api/products/{id}/variants': {
    headers,
    description:
      'Adds a variant, up to 100. The first one is what the product itself was until then, under its id: with its stock, ' +
      'its orders and the history of its price. All say of the same options; what the options are called in other ' +
      'languages is said with the product, as `options`.',
    key: 'honoured',
    refuses: [refuseCatalog.variant_exists, refuseShop.wrong_currency],
    values: product,
    body: { options: { size: 'M' }, price: { amount: 129_900 } },
  },
  'PATCH /api/products/{id}/variants/{variantId}': {
    headers,
    description:
      'Changes what is sent and leaves the rest. Orders keep the price and the name that they were placed with.',
    refuses: [refuseCatalog.variant_exists, refuseShop.wrong_currency, refuseShop.edit_conflict],
    values: { ...product, variantId: EXAMPLE.product },
    body: { price: { amount: 139_900 } },
  },
  'DELETE /api/products/{id}/variants/{variantId}': {
    description:
      'The variant can no longer be ordered, and never comes back; orders that have it keep it, and so does stock what is ' +
      'there of it. A product keeps one at least.',
    refuses: [refuseCatalog.last_variant],
    values: { ...product, variantId: EXAMPLE.product },
    answers: gone,
  },
  'POST /api/products': {
    description:
      'Puts a product on sale, with nothing in stock yet; with `published: false` customers do not see it. Name and ' +
      'description are given in each language.',
    key: 'honoured',
    refuses: [refuseShop.wrong_currency],
    body: { name, description: name, price: { amount: 129_900 }, categoryId: EXAMPLE.category },
  },
  'PATCH /api/products/{id}': {
    description:
      'Changes what is sent and leaves the rest. Orders keep the price at which they were placed. `published: false` hides ' +
      'the product: nobody but staff finds it, no order takes it, and orders that have it go on.',
    refuses: [refuseShop.wrong_currency, refuseShop.edit_conflict],
    values: product,
    body: { name: { en: 'Reading lamp, warm' } },
  },
  'POST /api/products/{id}/undo': {
    description:
      'Puts what a change of the last day has changed (of `fields` only these) back to what it was before: a change of its ' +
      'own. `change` comes with the answer to a change, stands in the audit log, and for a price in its history. Undone ' +
      'already, nothing is changed. Where somebody has changed one of the fields since, 409 `edit_conflict` says what it is ' +
      'now, and as `newer` by which change.',
    refuses: [refuseShop.edit_conflict, refuseCatalog.not_undoable],
    values: product,
    body: { change: EXAMPLE.product, fields: ['price'] },
  },
  'DELETE /api/products/{id}': {
    description: 'The product can no longer be found or ordered. Orders that have it keep it.',
    values: product,
    answers: gone,
  },
  'GET /api/exports/products.csv': {
    description:
      'The products that staff see in their list, the newest first, as a CSV file of any size, as of one moment; with where each ' +
      'lies on the shelves, which an import of stock changes.',
    values: { published: 'any' },
    answers: { 200: { description: 'The file', type: 'text/csv' } },
  },
  'GET /api/search/synonyms': {
    description: 'What searches take for the same, in the order in which it was said.',
  },
  'PUT /api/search/synonyms': {
    description:
      'Puts these in the place of all that were there. Whoever searches for one of `words` finds what has any of them, ' +
      'or of `also`; words count in all their forms, and several with blanks between stand together.',
    body: { items: [{ words: ['sofa', 'couch', 'диван'], also: [] }] },
  },
  'GET /api/categories': {
    headers,
    description:
      'Categories in the language of Accept-Language, by name. Each says in which other one it stands; a list of the ' +
      'goods of one has those of all that stand in it.',
    values: { limit: 10 },
  },
  'POST /api/categories': {
    description:
      'Adds a category. Its slug stands in addresses and must be its own. Four can stand in one another, none in itself.',
    key: 'honoured',
    refuses: [refuseCatalog.slug_taken],
    body: { slug: 'reader-0000', name: { en: 'Reading', ru: 'Чтение' } },
  },
  'PATCH /api/categories/{id}': {
    description: 'Changes what is sent and leaves the rest.',
    refuses: [refuseCatalog.slug_taken, refuseShop.edit_conflict],
    values: category,
    body: { name: { en: 'Reading and light' } },
  },
  'DELETE /api/categories/{id}': {
    description: 'Deletes a category that has neither products nor other categories.',
    refuses: [refuseCatalog.category_in_use],
    values: category,
    answers: gone,
  },
  ...documentedImports,
};
