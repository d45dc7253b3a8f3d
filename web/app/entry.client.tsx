import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { HydratedRouter } from 'react-router/dom';
import { beginKeeping } from './offline/service-worker';
import { isLocale, LANGUAGES, languageIn } from './words/languages';
import { TEXT_FILES } from './words/text-files';
import { Speaking, type Texts } from './words/words';

const asked = document.documentElement.dataset['locale'];
const locale = isLocale(asked) ? asked : LANGUAGES[0];
// The page has asked for this file already; see <Texts> in the frame.
const texts = (await (await fetch(TEXT_FILES[languageIn(locale)])).json()) as Texts;

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
