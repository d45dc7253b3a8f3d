/** The languages that the pages are in; the first one is for who asks for none of them. */
export const LANGUAGES = ['en', 'ru'] as const;

export type Language = (typeof LANGUAGES)[number];

/** A language in its own words. */
export const NAMES: Record<Language, string> = { en: 'English', ru: 'Русский' };

export const LANGUAGE_COOKIE = 'sagashop_language';

/** Whether a text names one of our languages. */
export function isLanguage(text: string | null | undefined): text is Language {
  return LANGUAGES.some((language) => language === text);
}
