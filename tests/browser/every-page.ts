/** The pages that anybody can look at; `product` is where one is shown. */
export const pagesFor = (product: string) => [
  ...['/', '/c/tea', '/c/books?min=500&max=999', '/shelves', '/search', '/search?q=xqzzkw', product],
  ...[
    '/sign-in',
    '/sign-up',
    '/cart',
    '/terms',
    '/privacy',
    '/nope',
    '/track',
    '/offline',
    '/staff/invitations/none',
    '/learn',
    '/learn/lost-answer',
    '/learn/patterns',
    '/learn/patterns/tombstones',
    '/learn/services/payment',
    '/learn/world',
    ...['/forgot-password', '/reset-password/none', '/verify-email/none', '/withdraw', '/withdrawals/none'],
    ...[
      '/forgot-password',
      '/reset-password/none',
      '/verify-email/none',
      '/back-in-stock/confirm/none',
      '/back-in-stock/stop/none',
    ],
  ],
];

/** The pages of a guest who has a session: those of an account, and the one that offers it. */
export const GUEST_PAGES = [...['/orders', '/account', '/account/create', '/account/leave']];

/** The pages of an account, but for its addresses. */
export const ACCOUNT_PAGES = [
  ...[
    '/orders',
    '/account',
    '/account/money',
    '/account/messages',
    '/account/sessions',
    '/account/leave',
    '/learn/lab',
  ],
];
