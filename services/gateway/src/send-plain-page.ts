import { preferredLanguage } from '@sagashop/vocabulary/preferred-language';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What a page says that the gateway shows itself: a heading and a sentence, in each language. */
const SAID = {
  away: {
    en: [
      'We’ll be right back',
      'The pages are away for a moment. Orders carry on, and nothing is lost. Reload this page in a few seconds.',
    ],
    ru: [
      'Скоро вернёмся',
      'Страницы ненадолго недоступны. Заказы выполняются, ничего не потеряно. Обновите страницу через несколько секунд.',
    ],
  },
  foreign_origin: {
    en: [
      'This form came from another site',
      'Nothing was changed. Open the page in the shop and send the form from there.',
    ],
    ru: [
      'Эта форма отправлена с другого сайта',
      'Ничего не сделано. Откройте страницу в магазине и отправьте форму оттуда.',
    ],
  },
  body_too_large: {
    en: ['That was too much at once', 'A form can be up to 1 MB. Nothing was saved; go back and shorten it.'],
    ru: [
      'Слишком много данных',
      'Форма может занимать не больше 1 МБ. Ничего не сохранено: вернитесь и сократите текст.',
    ],
  },
  uri_too_long: {
    en: [
      'This address is too long',
      'No page in the shop has an address that long. Start again from the home page.',
    ],
    ru: ['Слишком длинный адрес', 'Таких длинных адресов в магазине нет. Начните с главной страницы.'],
  },
  too_many: {
    en: [
      'One moment, please',
      'We got too many requests from your address. Wait a few seconds, then reload the page.',
    ],
    ru: [
      'Подождите немного',
      'С вашего адреса пришло слишком много запросов. Подождите несколько секунд и обновите страницу.',
    ],
  },
  other: {
    en: ['The shop can’t take this request', 'Nothing was changed. Start again from the home page.'],
    ru: ['Магазин не может принять этот запрос', 'Ничего не сделано. Начните с главной страницы.'],
  },
} as const;

const HOME = { en: 'Go to the home page', ru: 'На главную' };

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
