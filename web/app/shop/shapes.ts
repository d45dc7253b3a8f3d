/** Money in minor units, as everywhere in the shop. */
export interface Money {
  amount: number;
  currency: string;
}

export interface Category {
  id: string;
  slug: string;
  name: string;
}

export interface Product {
  id: string;
  name: string;
  description: string;
  price: Money;
  category: Category;
  availability: 'in_stock' | 'low' | 'out';
  picture: string | null;
}

/** A page of a list; `nextCursor` asks for the next one. */
export interface List<T> {
  items: T[];
  nextCursor: string | null;
}

export interface Facets {
  categories: (Category & { count: number })[];
  prices: { min: number; max: number; count: number }[];
}

export interface Suggestion {
  name: string;
  productId?: string;
  category?: { id: string; slug: string };
}

export interface DeliveryDay {
  date: string;
  free: number;
}

export interface User {
  id: string;
  username: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  phone: string | null;
  isAdmin: boolean;
}

export type OrderStatus = 'pending' | 'confirmed' | 'cancelled' | 'shipped' | 'delivered' | 'returned';

export interface Order {
  id: string;
  number: string;
  status: OrderStatus;
  reason?: string;
  /** What there was too little of, where that is the reason. */
  shortages?: { productId: string; requested: number; available: number }[];
  lines: { productId: string; name: string; quantity: number; price: Money }[];
  total: Money;
  deliveryDate: string | null;
  createdAt: string;
}

export interface SagaStep {
  saga: string;
  name: string;
  phase: 'do' | 'undo';
  status: string;
  attempts: number;
  reply: unknown;
  startedAt: string;
  endedAt: string | null;
}

export interface Saga {
  name: string;
  state: string;
  outcome: string | null;
  steps: SagaStep[];
}

export interface Account {
  available: Money;
  held: Money;
  balance: Money;
}

export interface Entry {
  id: string;
  orderId?: string;
  kind: 'deposit' | 'capture' | 'refund';
  amount: Money;
  createdAt: string;
}

export interface Message {
  id: string;
  orderId: string;
  date: string;
  message: string;
}
