import { Form } from 'react-router';
import { LANGUAGES, type Language, NAMES } from '../words/languages';
import { useWords } from '../words/words';

/** Chooses the language in which the shop speaks and writes to whoever is signed in. */
export function LanguageForm({ language }: { language: Language }) {
  const { say } = useWords();
  return (
    <Form
      method="post"
      action="/account/language"
      // In another language the whole page is another one.
      reloadDocument
      className="mt-6 rounded-card border border-line bg-card p-6"
    >
      <fieldset>
        <legend className="font-display text-heading font-bold">{say('profile.language')}</legend>
        <p className="mt-1 text-soft">{say('profile.languageHint')}</p>
        <div className="mt-4 flex flex-wrap gap-3">
          {LANGUAGES.map((one) => (
            <label key={one} className="choice" lang={one}>
              <input type="radio" name="language" value={one} defaultChecked={one === language} />
              {NAMES[one]}
            </label>
          ))}
        </div>
      </fieldset>
      <button type="submit" className="button mt-6" data-kind="quiet">
        {say('profile.saveLanguage')}
      </button>
    </Form>
  );
}
