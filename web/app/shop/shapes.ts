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
  firstName: string | null;
  isAdmin: boolean;
}
