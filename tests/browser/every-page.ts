/** The pages that anybody can look at; `product` is where one is shown. */
export const pagesFor = (product: string) => [
  ...['/', '/c/tea', '/c/books?min=500&max=999', '/shelves', '/search', '/search?q=xqzzkw', product],
  ...['/sign-in', '/sign-up', '/cart', '/terms', '/privacy', '/nope', '/track', '/offline'],
];

/** The pages of an account, but for its addresses. */
export const ACCOUNT_PAGES = [
  ...['/orders', '/account', '/account/money', '/account/messages', '/account/leave'],
];
