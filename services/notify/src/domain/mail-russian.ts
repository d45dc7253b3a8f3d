import type { MailWords } from './mail-words.ts';

export const mailRussian: MailWords = {
  greeting: (name) => (name ? `Здравствуйте, ${name}!` : 'Здравствуйте!'),
  aboutOrder: {
    confirmed: (number) => `Заказ ${number} подтверждён`,
    cancelled: (number) => `Заказ ${number} отменён`,
    refunded: (number) => `Заказ ${number} отменён, деньги возвращены`,
    refund: (number) => `Возврат денег за заказ ${number}`,
    moved: (number) => `Заказ ${number} приедет в другой день`,
    shipped: (number) => `Заказ ${number} уже в пути`,
    delivered: (number) => `Заказ ${number} доставлен`,
    pieces_cancelled: (number) => `Часть заказа ${number} отменена`,
    not_delivered: (number) => `Не удалось доставить заказ ${number}`,
    sent_back: (number) => `Посылка с заказом ${number} вернулась к нам`,
    return_asked: (number) => `Возврат из заказа ${number}: заявка получена`,
    return_approved: (number) => `Возврат из заказа ${number} одобрен`,
    return_refused: (number) => `Возврат из заказа ${number} отклонён`,
    return_received: (number) => `Возврат из заказа ${number} получен`,
    other: (number) => `О вашем заказе ${number}`,
  },
  seeOrder: 'Посмотреть заказ',
  whyOrder: 'Вы получили это письмо, потому что сделали заказ в нашем магазине.',
  letters: {
    reset_password: {
      subject: 'Новый пароль',
      says: [
        'Кто-то — скорее всего, вы — попросил сменить пароль от вашего аккаунта.',
        'По ссылке ниже можно задать новый. Она сработает один раз и действует 30 минут; на других устройствах придётся войти заново.',
      ],
      link: 'Задать новый пароль',
      small: 'Если это были не вы, ничего делать не нужно: пароль останется прежним.',
    },
    verify_address: {
      subject: 'Это ваш адрес?',
      says: ['Подтвердите, что этот адрес ваш, — так мы точно не напишем о ваших заказах кому-то другому.'],
      link: 'Подтвердить адрес',
      small:
        'Ссылка действует три дня. Если вы у нас не регистрировались, просто не отвечайте на это письмо.',
    },
  },
};
