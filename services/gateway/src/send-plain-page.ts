import { preferredLanguage } from '@sagashop/vocabulary/preferred-language';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What a page says that the gateway shows itself: a heading and a sentence, in each language. */
const SAID = {
  away: {
    en: [
      'The pages are away for a moment',
      'Orders go on, and nothing is lost. Load this page again in a few seconds.',
    ],
    ru: [
      'Страницы ненадолго недоступны',
      'Заказы выполняются, ничего не потеряно. Обновите страницу через несколько секунд.',
    ],
  },
  foreign_origin: {
    en: [
      'This form came from another site',
      'Nothing was done. Open the page in the shop and send the form from there.',
    ],
    ru: [
      'Эта форма отправлена с другого сайта',
      'Ничего не сделано. Откройте страницу в магазине и отправьте форму оттуда.',
    ],
  },
  body_too_large: {
    en: ['That was too much at once', 'A form may be 1 MB long. Nothing was kept; go back and write less.'],
    ru: [
      'Слишком много данных',
      'Форма может занимать не больше 1 МБ. Ничего не сохранено: вернитесь и сократите текст.',
    ],
  },
  uri_too_long: {
    en: [
      'This address is too long',
      'The shop has no address that is that long. Begin again on the first page.',
    ],
    ru: ['Слишком длинный адрес', 'Таких длинных адресов в магазине нет. Начните с главной страницы.'],
  },
  too_many: {
    en: [
      'A moment, please',
      'A great many requests came from your address. Wait a few seconds, then load this page again.',
    ],
    ru: [
      'Минуту, пожалуйста',
      'С вашего адреса пришло очень много запросов. Подождите несколько секунд и обновите страницу.',
    ],
  },
  other: {
    en: ['The shop cannot take this request', 'Nothing was done. Begin again on the first page.'],
    ru: ['Магазин не может принять этот запрос', 'Ничего не сделано. Начните с главной страницы.'],
  },
} as const;

const HOME = { en: 'To the first page', ru: 'На главную' };

/** Answers with a page that needs nothing and nobody, in the reader's language; `why` may be a problem's code. */
export function sendPlainPage(request: FastifyRequest, reply: FastifyReply, why: string): FastifyReply {
  const language = preferredLanguage(request.headers['accept-language']);
  const [heading, text] = SAID[why in SAID ? (why as keyof typeof SAID) : 'other'][language];
  return reply
    .headers({ 'cache-control': 'no-store', 'content-language': language })
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sagashop</title><h1>${heading}</h1>
<p>${text}</p><p><a href="/">${HOME[language]}</a></p></html>
`,
    );
}
