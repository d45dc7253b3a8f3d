/** A text in the languages of the shop. */
export interface Localized {
  en: string;
  ru: string;
}
