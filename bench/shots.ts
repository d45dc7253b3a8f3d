import { newId } from '@sagashop/kernel/ids';
import type { Shot } from '@sagashop/load/connection';
import type { Asked } from './scenarios.ts';
import type { Props } from './site/seed.ts';

const SORTS = ['newest', 'price', '-price', 'name'];
const CATEGORIES = ['', '&category=made-kitchen', '&category=made-home'];
const SEARCHES = [
  ...['plush hedgehog', 'чайник', 'teapot', 'зелёный чайник', 'чайники', 'warm', 'чайнк', 'teapto'],
  ...['ежык', 'велосипде', 'bicycel', 'чайн', 'crimson scarf'],
];
const LISTS = SORTS.flatMap((sort) => CATEGORIES.map((category) => `/api/products?sort=${sort}${category}`));
const FOUND = SEARCHES.map((words) => `/api/products?search=${encodeURIComponent(words)}`);
const KEPT_PAGES = 20; // what many look at

/** Whose order a scenario's request of this index is. */
export function customerOf(asked: Asked, { customers }: Props, index: number): Props['customers'][number] {
  return customers[asked === 'hot-customer' ? 0 : index % customers.length]!;
}

/** The requests of a scenario, by their index; orders by any customer and for any product unless it says otherwise. */
export function shotsOf(asked: Asked, props: Props): (index: number) => Shot {
  const { products, soldOut } = props;
  const any = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!;
  const customer = (index: number) => customerOf(asked, props, index).token;
  switch (asked) {
    case 'list':
      return (index) => get(LISTS[index % LISTS.length]!);
    case 'search':
      return (index) => get(FOUND[index % FOUND.length]!);
    case 'page':
      return () => page(any(products), ['cookie', `sagashop_cart=guest~${products[0]!.id}.1.100`]);
    case 'kept-page':
      return () => page(any(products.slice(0, KEPT_PAGES)), []);
    case 'hot-product':
      return (index) => order(customer(index), products[0]!.id);
    case 'half-refused':
      return (index) => order(customer(index), any(index % 2 === 0 ? products : soldOut).id);
    default:
      return (index) => order(customer(index), any(products).id);
  }
}

/** As a browser asks for it. A visitor with a cart is shown a page of their own; others the one that was made for all. */
function page({ name }: Props['products'][number], cookie: string[]): Shot {
  const headers = ['accept', 'text/html', 'accept-language', 'en', 'accept-encoding', 'gzip, br', ...cookie];
  const slug = name.toLowerCase().replaceAll(' ', '-'); // of letters, numbers and single blanks, all different
  return { method: 'GET', path: `/p/${slug}`, headers, body: null };
}

function get(path: string): Shot {
  return { method: 'GET', path, headers: [], body: null };
}

function order(token: string, product: string): Shot {
  const headers = ['content-type', 'application/json', 'authorization', `Bearer ${token}`];
  return {
    method: 'POST',
    path: '/api/orders',
    headers: [...headers, 'idempotency-key', newId()],
    body: `{"lines":[{"productId":"${product}","quantity":1}]}`,
  };
}
