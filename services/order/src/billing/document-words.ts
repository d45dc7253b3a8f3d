import type { DocumentKind } from '../domain/document.ts';
import type { Language } from '../domain/order.ts';

interface Words {
  titles: Record<DocumentKind, string>;
  seller: string;
  taxId: string;
  buyer: string;
  /** Instead of the buyer, once that is nobody any more. */
  left: string;
  date: string;
  order: string;
  /** Behind the number of an order or an invoice: of which day it is. */
  of: (day: string) => string;
  invoice: string;
  /** Money that is no piece's, of a refund and of what had gone back before. */
  amount: string;
  earlier: string;
  columns: { item: string; quantity: string; price: string; rate: string; amount: string };
  net: string;
  tax: string;
  total: Record<DocumentKind, string>;
  paid: Record<DocumentKind, string>;
  page: (nth: number, of: number) => string;
  months: readonly string[];
  day: (day: number, month: string, year: string) => string;
}

const en: Words = {
  titles: { invoice: 'Invoice', credit_note: 'Credit note' },
  seller: 'Seller',
  taxId: 'Tax ID',
  buyer: 'Delivered to',
  left: 'Name and address were deleted when the customer left the shop.',
  date: 'Date of issue',
  order: 'Order',
  of: (day) => `of ${day}`,
  invoice: 'For invoice',
  amount: 'Part of the price',
  earlier: 'Refunded before',
  columns: { item: 'Item', quantity: 'Quantity', price: 'Price', rate: 'VAT', amount: 'Amount' },
  net: 'Net',
  tax: 'VAT',
  total: { invoice: 'Total', credit_note: 'Refunded' },
  paid: {
    invoice: 'Paid in full from the balance in the shop. Nothing is left to be paid.',
    credit_note: 'Returned to the balance in the shop.',
  },
  page: (nth, of) => `Page ${nth} of ${of}`,
  months: 'January February March April May June July August September October November December'.split(' '),
  day: (day, month, year) => `${day} ${month} ${year}`,
};

const ru: Words = {
  titles: { invoice: 'Товарный чек', credit_note: 'Чек возврата' },
  seller: 'Продавец',
  taxId: 'ИНН',
  buyer: 'Получатель',
  left: 'Имя и адрес удалены вместе с аккаунтом покупателя.',
  date: 'Дата выдачи',
  order: 'Заказ',
  of: (day) => `от ${day}`,
  invoice: 'По товарному чеку',
  amount: 'Часть цены',
  earlier: 'Возвращено ранее',
  columns: { item: 'Товар', quantity: 'Количество', price: 'Цена', rate: 'НДС', amount: 'Сумма' },
  net: 'Без НДС',
  tax: 'НДС',
  total: { invoice: 'Итого', credit_note: 'Возвращено' },
  paid: {
    invoice: 'Оплачено полностью со счёта в магазине.',
    credit_note: 'Деньги возвращены на счёт в магазине.',
  },
  page: (nth, of) => `Страница ${nth} из ${of}`,
  months: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
  day: (day, month, year) => `${day} ${month} ${year} г.`,
};

/** What a document says, in each language. */
export const DOCUMENT_WORDS: Readonly<Record<Language, Words>> = { en, ru };

/** A day (YYYY-MM-DD) as it is written out; Intl is not asked, whose data change with Node. */
export function writtenDay(date: string, { months, day }: Words): string {
  const [year, month, of] = date.split('-');
  return day(Number(of), months[Number(month) - 1]!, year!);
}
