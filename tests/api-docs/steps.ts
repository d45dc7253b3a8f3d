import { ADDRESSES } from './address-steps.ts';
import { DELIVERIES } from './delivery-steps.ts';
import { FOREIGN } from './foreign-steps.ts';
import { GOODS } from './goods-steps.ts';
import { GUESTS } from './guest-steps.ts';
import { IMPORTS } from './import-steps.ts';
import { LAB } from './lab-steps.ts';
import { LEAVING } from './leave-steps.ts';
import { MANY } from './many-steps.ts';
import { NOTES } from './note-steps.ts';
import { NO_REFUND, REFUNDS } from './refund-steps.ts';
import { RETURNS } from './return-steps.ts';
import { SHIPMENTS } from './shipment-steps.ts';
import { STAFF } from './staff-steps.ts';
import type { Step } from './step.ts';
import { STOCK } from './stock-steps.ts';
import { CANCELLED_MEANWHILE } from './withdrawal-steps.ts';

const FRESH = "pm.collectionVariables.set('run', Math.random().toString(36).slice(2, 12));";
const username = 'reader-{{run}}';
const password = 'a-long-enough-1';
const email = '{{run}}@example.test';
const [admin, customer] = [{ as: 'admin' }, { as: 'customer' }] as const;
const line = (quantity: number) => ({ lines: [{ productId: '{{product}}', quantity }] });
const LAMP = { en: 'Reading lamp', ru: 'Лампа для чтения' };
const order = (says: string, status: number, body: object | string, more: Partial<Step> = {}): Step => ({
  says,
  route: 'POST /api/orders',
  status,
  body,
  ...customer,
  ...more,
});

/** A shop is prepared by its administrator; the one step that needs a shop without couriers comes first. */
const PREPARE: Step[] = [
  {
    says: 'The administrator signs in',
    route: 'POST /api/session',
    status: 201,
    body: { username: 'admin', password: '{{adminPassword}}' },
    keep: { admin: 'token' },
    before: FRESH,
  },
  {
    says: 'A category',
    route: 'POST /api/categories',
    status: 201,
    ...admin,
    body: { slug: 'reading-{{run}}', name: { en: 'Reading', ru: 'Чтение' } },
    keep: { category: 'id' },
  },
  {
    says: 'A product',
    route: 'POST /api/products',
    status: 201,
    ...admin,
    body: { name: LAMP, description: LAMP, price: { amount: 129_900 }, categoryId: '{{category}}' },
    keep: { product: 'id' },
  },
  {
    says: 'Ten of it come in',
    route: 'POST /api/stock/{productId}/receipts',
    status: 201,
    ...admin,
    values: { productId: '{{product}}' },
    body: { quantity: 10 },
  },
];

const SIGN_UP: Step[] = [
  {
    says: 'Sign up',
    route: 'POST /api/users',
    status: 201,
    body: { username, password, email },
    keep: { userId: 'id' },
  },
  {
    says: 'Sign in',
    route: 'POST /api/session',
    status: 201,
    body: { username, password },
    keep: { customer: 'token' },
  },
  { says: 'Who am I', route: 'GET /api/session', status: 200, ...customer },
  ...ADDRESSES,
  ...GUESTS,
  {
    says: 'Deposit',
    route: 'POST /api/account/deposits',
    status: 201,
    ...customer,
    body: { amount: 500_000 },
  },
];

const NO_COURIER: Step[] = [order('Nobody can bring it', 409, line(1), { code: 'no_courier' })];

const ORDER: Step[] = [
  {
    says: 'A courier is hired',
    route: 'POST /api/couriers',
    status: 201,
    ...admin,
    body: { name: 'Ivan', dailyCapacity: 20 },
    keep: { courier: 'id' },
  },
  { says: 'When can it come?', route: 'GET /api/delivery/dates', status: 200 },
  order('Order', 201, line(1), { keep: { order: 'id', number: 'number' }, key: '"key-{{run}}"' }),
  order('The same again gives the same order', 201, line(1), { key: '"key-{{run}}"' }),
  {
    says: 'Read the order',
    route: 'GET /api/orders/{id}',
    status: 200,
    ...customer,
    values: { id: '{{order}}' },
  },
  {
    says: 'How it came about',
    route: 'GET /api/orders/{id}/saga',
    status: 200,
    ...customer,
    values: { id: '{{order}}' },
    keep: { saga: 'id' },
  },
  ...[...REFUNDS, ...DELIVERIES, ...NOTES],
  ...[...MANY, ...LAB, ...SHIPMENTS, ...RETURNS],
  { says: 'What was paid', route: 'GET /api/account/entries', status: 200, ...customer },
  {
    says: 'What we told you',
    route: 'GET /api/messages',
    status: 200,
    ...customer,
    values: { orderId: '{{order}}' },
    keep: { message: 'items[0].message' },
  },
  order('One more', 201, line(1), { keep: { unwanted: 'id', unwantedNumber: 'number' } }),
  ...CANCELLED_MEANWHILE,
  { says: 'What has ended', route: 'GET /api/sagas', status: 200, ...admin, values: { state: 'ended' } },
  { says: 'One of them', route: 'GET /api/sagas/{id}', status: 200, ...admin, values: { id: '{{saga}}' } },
  { says: 'Nothing waits', route: 'GET /api/sagas/reasons', status: 200, ...admin },
  { says: 'Nothing is half there', route: 'GET /api/audit', status: 200, ...admin },
];

/** Every refusal that can be had over HTTP from a shop that is well. */
const REFUSED: Step[] = [
  {
    says: 'It waits for nobody',
    route: 'POST /api/sagas/{id}/retry',
    status: 409,
    code: 'saga_not_parked',
    ...admin,
    values: { id: '{{saga}}' },
  },
  {
    says: 'It is past its pivot',
    route: 'POST /api/sagas/{id}/turn-back',
    status: 409,
    code: 'past_the_pivot',
    ...admin,
    values: { id: '{{saga}}' },
  },
  {
    ...{ says: 'None waits for this', route: 'POST /api/sagas/retries' },
    status: 409,
    code: 'nothing_selected',
    ...admin,
    body: { step: 'take-goods', reason: 'the scales are out of order' },
  },
  order('No JSON', 400, '{', { code: 'malformed_body' }),
  order('No key', 400, line(1), { code: 'idempotency_key_missing', key: false }),
  {
    says: 'Nobody is signed in',
    route: 'POST /api/orders',
    status: 401,
    code: 'not_signed_in',
    body: line(1),
  },
  {
    says: 'A wrong password',
    ...{ route: 'POST /api/session', status: 401, code: 'wrong_credentials' },
    body: { username, password: 'not this one' },
  },
  ...FOREIGN,
  ...GOODS,
  ...STOCK,
  ...STAFF,
  {
    says: 'No such order',
    route: 'GET /api/orders/{id}',
    status: 404,
    code: 'not_found',
    ...customer,
    values: { id: '{{$guid}}' },
  },
  order('More than there is money', 409, line(5), {
    code: 'insufficient_funds',
    keep: { unpaid: 'orderId' },
  }),
  ...NO_REFUND,
  {
    says: 'Money for more',
    route: 'POST /api/accounts/{userId}/deposits',
    status: 201,
    ...admin,
    values: { userId: '{{userId}}' },
    body: { amount: 100_000_000 },
  },
  {
    says: 'More than is on the account',
    route: 'POST /api/accounts/{userId}/adjustments',
    status: 409,
    code: 'below_zero',
    ...admin,
    values: { userId: '{{userId}}' },
    body: { amount: -900_000_000, reason: 'Too much' },
  },
  order('More than there is in stock', 409, line(11), { code: 'out_of_stock' }),
  order('Another price', 409, { ...line(1), expectedTotal: { amount: 1 } }, { code: 'price_changed' }),
  {
    says: 'The name is taken',
    route: 'POST /api/users',
    status: 409,
    code: 'username_taken',
    body: { username, password, email: 'other-{{run}}@example.test' },
  },
  {
    says: 'The address is taken',
    route: 'POST /api/users',
    status: 409,
    code: 'email_taken',
    body: { username: 'other-{{run}}', password, email },
  },
  {
    says: 'The slug is taken',
    route: 'POST /api/categories',
    status: 409,
    code: 'slug_taken',
    ...admin,
    body: { slug: 'reading-{{run}}', name: { en: 'Reading', ru: 'Чтение' } },
  },
  {
    says: 'The category has a product',
    route: 'DELETE /api/categories/{id}',
    status: 409,
    code: 'category_in_use',
    ...admin,
    values: { id: '{{category}}' },
  },
  order('More than 1 MB', 413, '{{huge}}', {
    code: 'body_too_large',
    before: "pm.variables.set('huge', JSON.stringify('x'.repeat(1000001)));",
  }),
  order('Not JSON', 415, 'a lamp', {
    code: 'unsupported_media_type',
    headers: { 'Content-Type': 'text/plain' },
  }),
  order('Half a lamp', 422, line(0.5), { code: 'validation_failed' }),
  order(
    'An unknown product',
    422,
    { lines: [{ productId: '{{$guid}}', quantity: 1 }] },
    { code: 'unknown_product' },
  ),
  {
    says: 'Another currency',
    route: 'POST /api/account/deposits',
    status: 422,
    code: 'wrong_currency',
    ...customer,
    body: { amount: 100, currency: 'XTS' },
  },
  {
    says: 'A password that anyone guesses',
    route: 'POST /api/users',
    status: 422,
    code: 'weak_password',
    body: { username: 'weak-{{run}}', password: 'password', email: 'weak-{{run}}@example.test' },
  },
  order('A day that is past', 422, { ...line(1), deliveryDate: '2020-01-01' }, { code: 'date_unavailable' }),
  order('The key of another order', 422, line(2), { code: 'idempotency_key_reused', key: '"key-{{run}}"' }),
  ...LEAVING,
];

/** The folders of the collection, in the order in which they run. */
export const FOLDERS: Record<string, Step[]> = {
  'Prepare the shop': PREPARE,
  'Sign up and deposit': SIGN_UP,
  'Only in a shop without couriers': NO_COURIER,
  'Order and read': ORDER,
  'What is refused': REFUSED,
  'Files of prices': IMPORTS,
};
