import { randomUUID } from 'node:crypto';
import { addDays } from '@sagashop/kernel/clock';
import { newId } from '@sagashop/kernel/ids';
import { encodeState } from '@sagashop/saga/encode';
import { initialState, type SagaState, type StepState } from '@sagashop/saga/state';
import type { Product } from '../site/catalogue.ts';
import type { Props } from '../site/seed.ts';

/** One finished order of one piece, with all that its rows hold; `number` is given by the database. */
export interface MadeOrder {
  id: string;
  saga: string;
  message: string;
  key: string;
  fingerprint: string;
  user: string;
  courier: string;
  product: Product;
  date: string;
}

/** Orders as a shop's customers place them: any customer, any product that is ordered, delivered tomorrow. */
export function makeOrders(props: Props, count: number): MadeOrder[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!;
  const date = addDays(new Date().toISOString().slice(0, 10), 1);
  const made = Array.from({ length: count }, () => ({
    id: newId(),
    saga: newId(),
    message: newId(),
    key: randomUUID(),
    // As long as a hash in base64url.
    fingerprint: 'd2l0aG91dCBhIG1lYW5pbmcsIGJ1dCBhcyBsb25nIGFz',
    user: pick(props.customers).id,
    courier: pick(props.couriers),
    product: pick(props.products),
    date,
  }));
  return made.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What the order's customer was answered, of a real answer's size. */
export function answerOf({ id, user, product, date }: MadeOrder, number: string): string {
  const price = { amount: product.price, currency: 'RUB' };
  const lines = [{ productId: product.id, name: product.name, quantity: 1, price }];
  const createdAt = new Date().toISOString();
  const order = { id, number, userId: user, status: 'confirmed', lines, total: price };
  return JSON.stringify({ ...order, deliveryDate: date, createdAt });
}

/** What the customer was told. */
export function messageOf({ product, date }: MadeOrder, number: string): string {
  const total = `RUB ${(product.price / 100).toFixed(2)}`;
  return `Your order ${number} is confirmed. You paid ${total} from your account. We will deliver it on ${date}.`;
}

const BEFORE = ['hold the money', 'reserve the goods', 'book a courier'];
const AFTER = ['capture the money', 'take the goods', 'tell the customer'];

/** The saga's row as it is written three times: at the start, by its decision, at its end. */
export function sagaTexts({ user, product, date }: MadeOrder, number: string): [string, string, string] {
  const lines = [{ product: product.id, quantity: 1 }];
  const data = { user, number, total: product.price, currency: 'RUB', language: 'en', lines, date: null };
  const start = initialState(data);
  const step = (name: string, at: number): StepState => ({
    name,
    phase: 'do',
    status: 'done',
    attempts: 1,
    reply: { kind: 'done' },
    startedAt: new Date(at).toISOString(),
    endedAt: new Date(at + 10).toISOString(),
  });
  const now = Date.now();
  const steps = [...BEFORE, 'confirm the order'].map((name, nth) => step(name, now + 10 * nth));
  const decided: SagaState = { ...start, data: { ...data, date }, stage: 3, steps };
  const all = [...steps, ...AFTER.map((name, nth) => step(name, now + 50 + nth))];
  const ended: SagaState = { ...decided, stage: 4, steps: all, ended: 'completed' };
  return [encodeState(start), encodeState(decided), encodeState(ended)];
}
