import type { MailWords } from './mail-words.ts';

export const mailEnglish: MailWords = {
  greeting: (name) => (name ? `Hello ${name},` : 'Hello,'),
  aboutOrder: {
    confirmed: (number) => `Your order ${number} is confirmed`,
    cancelled: (number) => `Your order ${number} is cancelled`,
    refunded: (number) => `Your order ${number} is cancelled, and your money is back`,
    refund: (number) => `Money back for your order ${number}`,
    moved: (number) => `Your order ${number} comes on another day`,
    shipped: (number) => `Your order ${number} is on its way`,
    delivered: (number) => `Your order ${number} has been delivered`,
    pieces_cancelled: (number) => `Part of your order ${number} is cancelled`,
    not_delivered: (number) => `We couldn’t deliver your order ${number}`,
    sent_back: (number) => `A parcel with your order ${number} is back with us`,
    return_asked: (number) => `Your return from order ${number}: we’ve got your request`,
    return_approved: (number) => `Your return from order ${number} is approved`,
    return_refused: (number) => `Your return from order ${number} can’t be taken back`,
    return_reminded: (number) => `We’re waiting for your return from order ${number}`,
    return_expired: (number) => `Your return from order ${number} is closed`,
    return_not_exchanged: (number) => `Your exchange for order ${number} didn’t work out`,
    return_received: (number) => `Your return from order ${number} is here`,
    withdrawal_confirmed: (number) => `We received your withdrawal from your order ${number}`,
    withdrawal_revoked: (number) => `You revoked your withdrawal from your order ${number}`,
    other: (number) => `About your order ${number}`,
  },
  withdrawal: {
    of: (goods) => `You withdraw from the contract for: ${goods}.`,
    by: (name) => `Declared by: ${name}.`,
    revoke: 'Revoke the withdrawal',
  },
  seeOrder: 'See your order',
  whyOrder: 'You get this mail because you ordered from us.',
  letters: {
    reset_password: () => ({
      subject: 'Choose a new password',
      says: [
        'Somebody, most likely you, has asked for a new password for your account.',
        'With the link below you choose one. It works once, for 30 minutes; afterwards you’re signed out everywhere else.',
      ],
      link: 'Choose a new password',
      small: 'If it wasn’t you, you need to do nothing: your password stays as it is.',
    }),
    verify_address: () => ({
      subject: 'Is this your e-mail address?',
      says: ['Please confirm that this address is yours, so that we write to nobody else about your orders.'],
      link: 'Confirm my address',
      small: 'The link works for three days. If you have no account with us, ignore this mail.',
    }),
    confirm_reminder: (goods) => ({
      subject: `Shall we tell you when it’s back? ${goods}`,
      says: [
        `Somebody, most likely you, wants a mail at this address when “${goods}” is in stock again.`,
        'We write only once you’ve confirmed it.',
      ],
      link: 'Yes, tell me',
      small: 'If it wasn’t you, you need to do nothing: we won’t write again. The link works for three days.',
    }),
    back_in_stock: (goods) => ({
      subject: `Back in stock: ${goods}`,
      says: [
        `“${goods}” is in stock again. You asked us to tell you.`,
        'We can’t put it aside for you, and others have been told as well.',
      ],
      link: 'See it in the shop',
      small: 'That was the only mail about it, unless you ask again.',
      stop: 'Tell me about nothing else I’m waiting for',
    }),
  },
};
