import type { Localized } from './localized.ts';

/** Why a row of a file cannot be taken, by a code, in the languages of those who are to mend it. */
export const IMPORT_FAULTS = {
  bad_encoding: {
    en: 'Some letters cannot be read. Save the file as CSV UTF-8.',
    ru: 'Часть букв не читается. Сохраните файл как CSV UTF-8.',
  },
  bad_id: { en: 'This is not an id.', ru: 'Это не идентификатор.' },
  bad_picture: {
    en: 'A picture is an address that begins with https:// or /, or one that was uploaded to the shop.',
    ru: 'Картинка – это адрес, который начинается с https:// или /, либо картинка, загруженная в магазин.',
  },
  bad_yes_or_no: { en: 'Say yes or no.', ru: 'Напишите «да» или «нет».' },
  below_reserved: {
    en: 'Orders that are under way have set more of it aside.',
    ru: 'Для текущих заказов отложено больше.',
  },
  broken_quotes: { en: 'The quotation marks do not match.', ru: 'Кавычки не закрыты.' },
  category_missing: { en: 'A new product needs a shelf.', ru: 'Новому товару нужен раздел.' },
  column_missing: {
    en: 'No column says this. Say which one it is.',
    ru: 'Ни один столбец этого не сообщает. Укажите, какой именно.',
  },
  column_twice: { en: 'Two columns say the same.', ru: 'Два столбца сообщают одно и то же.' },
  control_character: {
    en: 'There is a character that no text has.',
    ru: 'Здесь символ, которого в тексте быть не может.',
  },
  counted_and_received: {
    en: 'Say how many were counted, or how many came in, not both.',
    ru: 'Укажите, сколько насчитали или сколько поступило, но не то и другое.',
  },
  ids_disagree: {
    en: 'The id and the address are of two products.',
    ru: 'Идентификатор и адрес – от разных товаров.',
  },
  name_missing: {
    en: 'A new product needs a name in both languages.',
    ru: 'Новому товару нужно название на обоих языках.',
  },
  number_below_zero: { en: 'This cannot be less than 0.', ru: 'Число не может быть меньше 0.' },
  number_not_whole: { en: 'This must be a whole number.', ru: 'Нужно целое число.' },
  number_too_big: { en: 'This number is too big.', ru: 'Число слишком большое.' },
  number_too_small: { en: 'This must be 1 or more.', ru: 'Нужно число от 1.' },
  price_decimals: {
    en: 'The price has more digits after the point than the currency.',
    ru: 'В цене больше знаков после запятой, чем бывает у валюты.',
  },
  price_missing: { en: 'A new product needs a price.', ru: 'Новому товару нужна цена.' },
  price_not_a_number: { en: 'The price is not a number.', ru: 'Цена – не число.' },
  price_of_variants: {
    en: 'The product has several variants, each with a price of its own.',
    ru: 'У товара несколько вариантов, и цена у каждого своя.',
  },
  price_too_big: { en: 'The price is too high.', ru: 'Цена слишком высокая.' },
  price_too_small: { en: 'The price must be more than 0.', ru: 'Цена должна быть больше 0.' },
  product_missing: {
    en: 'The row does not say which product it is about.',
    ru: 'В строке не указано, о каком товаре речь.',
  },
  row_twice: {
    en: 'Another row before this one is about the same product.',
    ru: 'Выше есть строка о том же товаре.',
  },
  several_products: {
    en: 'Several products of the shelf have this name. Give the id.',
    ru: 'В разделе несколько товаров с таким названием. Укажите идентификатор.',
  },
  stock_of_variants: {
    en: 'The product has several variants, each with a stock of its own.',
    ru: 'У товара несколько вариантов, и остаток у каждого свой.',
  },
  text_too_long: { en: 'The text is too long.', ru: 'Текст слишком длинный.' },
  unknown_category: { en: 'There is no such shelf.', ru: 'Такого раздела нет.' },
  unknown_product: { en: 'There is no such product.', ru: 'Такого товара нет.' },
  wrong_cell_count: {
    en: 'The row has another number of cells than the first one.',
    ru: 'В строке не столько ячеек, сколько в первой.',
  },
  wrong_currency: { en: 'The shop uses another currency.', ru: 'В магазине другая валюта.' },
} as const satisfies Record<string, Localized>;

export type FaultCode = keyof typeof IMPORT_FAULTS;

/** What is wrong in a row, and in which column; the column of a whole row is empty. */
export interface Fault {
  line: number;
  column: string;
  code: FaultCode;
}
