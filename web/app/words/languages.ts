/** The languages that the pages are in; the first one is for whoever asks for none of them. */
export const LANGUAGES = ['en', 'ru'] as const;

export type Language = (typeof LANGUAGES)[number];

/** How a reader of a language writes dates: Americans, and those who write as they do, otherwise than others. */
export type Locale = Language | 'en-GB';

/** A language in its own words. */
export const NAMES: Record<Language, string> = { en: 'English', ru: 'Русский' };

export const LANGUAGE_COOKIE = 'sagashop_language';

/** Whether a text names one of our languages. */
export function isLanguage(text: string | null | undefined): text is Language {
  return LANGUAGES.some((language) => language === text);
}

/** The language of a way to write. */
export function languageIn(locale: Locale): Language {
  return locale === 'en-GB' ? 'en' : locale;
}

/** Whether a text names one of our ways to write. */
export function isLocale(text: string | null | undefined): text is Locale {
  return text === 'en-GB' || isLanguage(text);
}
