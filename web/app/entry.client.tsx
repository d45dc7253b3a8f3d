import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { HydratedRouter } from 'react-router/dom';
import { beginKeeping } from './offline/service-worker';
import { flatTexts } from './words/flat-texts';
import { isLocale, LANGUAGES } from './words/languages';
import { Speaking, type Texts } from './words/words';

const asked = document.documentElement.dataset['locale'];
const locale = isLocale(asked) ? asked : LANGUAGES[0];
// The page has asked for these files already; see its head.
const files = document.querySelectorAll<HTMLLinkElement>('link[rel="preload"][as="fetch"]');
const parts = await Promise.all(
  [...files].map(async ({ href }) => flatTexts(await (await fetch(href)).json())),
);
const texts = Object.assign({}, ...parts) as Texts;

beginKeeping();
startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <Speaking locale={locale} texts={texts}>
        <HydratedRouter />
      </Speaking>
    </StrictMode>,
  );
});
