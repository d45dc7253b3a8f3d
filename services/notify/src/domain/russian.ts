import type { Words } from './words.ts';

export const russian: Words = {
  confirmed: ({ number, total, deliveryDate }) =>
    `Ваш заказ ${number} подтверждён. С вашего счёта списано ${total}. ` +
    (deliveryDate ? `День доставки: ${deliveryDate}.` : 'Скоро доставим.'),
  cancelled: ({ number, why }) =>
    `Ваш заказ ${number} отменён: ${why}. Деньги не списаны, всё осталось на вашем счёте.`,
  refunded: ({ number, why, total }) =>
    `Ваш заказ ${number} отменён: ${why}.${total === null ? '' : ` Мы вернули ${total} на ваш счёт.`}`,
  refund: ({ number, amount }) => `Мы вернули ${amount} за заказ ${number} на ваш счёт.`,
  moved: ({ number, deliveryDate }) =>
    `День доставки заказа ${number} изменился: ${deliveryDate}. Извините за перемену планов.`,
  piecesCancelled: ({ number, amount }) =>
    `Часть вашего заказа ${number} отменена.${amount === null ? '' : ` Мы вернули ${amount} на ваш счёт.`}`,
  shipped: ({ number }) => `Посылка с заказом ${number} уже в пути.`,
  delivered: ({ number }) => `Посылка с заказом ${number} доставлена. Спасибо за покупку!`,
  notDelivered: ({ number, day }) =>
    `Не удалось вручить посылку с заказом ${number}: никого не было дома. ` +
    (day ? `Привезём ещё раз: ${day}.` : 'Скоро привезём ещё раз.'),
  sentBack: ({ number, amount }) =>
    `Посылку с заказом ${number} вручить не удалось, она вернулась в магазин.` +
    (amount === null ? '' : ` Мы вернули ${amount} на ваш счёт.`),
  returnAsked: ({ number }) =>
    `Мы получили вашу заявку на возврат товаров из заказа ${number} и скоро на неё ответим.`,
  returnApproved: ({ number, sendTo, day }) =>
    `Возврат товаров из заказа ${number} одобрен: их можно отправить нам.` +
    (sendTo ? ` Наш адрес: ${sendTo}.` : '') +
    (day ? ` Ждём их до конца дня: ${day}.` : ''),
  returnReminded: ({ number, sendTo, day }) =>
    `Мы всё ещё ждём товары, которые вы хотели вернуть из заказа ${number}.` +
    (sendTo ? ` Наш адрес: ${sendTo}.` : '') +
    (day ? ` Последний день, когда мы их примем: ${day}. Потом заявка закроется.` : ''),
  returnExpired: ({ number }) =>
    `Товары, которые вы хотели вернуть из заказа ${number}, вовремя не пришли, и мы закрыли заявку. ` +
    'Сам заказ остаётся в силе. Если вы их уже отправили, напишите нам.',
  returnRefused: ({ number }) =>
    `Мы не можем принять обратно товары из заказа ${number}. Почему — написано на странице заказа.`,
  returnReceived: ({ number, amount }) =>
    `Мы получили товары, которые вы вернули из заказа ${number}.` +
    (amount === null ? '' : ` Мы вернули ${amount} на ваш счёт.`),
  returnNotExchanged: ({ number, why }) =>
    `Мы получили товары из заказа ${number} и вернули деньги на ваш счёт. ` +
    `Но заказать то, что вы хотели взамен, не получилось: ${why}. Вы можете заказать это сами в любое время.`,
  withdrawalConfirmed: ({ number, at, until }) =>
    `Мы получили ваш отказ от заказа ${number}: ${at}. Отозвать его можно до ${until}. ` +
    'Потом мы исполним отказ, и деньги вернутся туда, откуда пришли.',
  withdrawalRevoked: ({ number }) => `Вы отозвали отказ от заказа ${number}. Заказ остаётся в силе.`,
  reasons: {
    insufficient_funds: 'не хватило денег на счёте',
    out_of_stock: 'товар уже раскупили',
    no_courier: 'не нашлось свободного курьера',
    price_changed: 'цена изменилась, пока заказ оформлялся',
    timed_out: 'мы не успели оформить его вовремя',
    cancelled_by_customer: 'вы его отменили',
    cancelled_by_shop: 'его отменил магазин',
  },
  exchangeReasons: {
    not_all_came: 'пришло не всё, что вы хотели обменять',
    not_for_sale: 'этого товара больше нет в продаже',
    price_changed: 'теперь это стоит дороже, чем когда вы подавали заявку',
  },
  otherReason: 'мы не смогли его оформить',
};
