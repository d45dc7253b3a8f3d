import en from './en.json?url';
import type { Language } from './languages';
import ru from './ru.json?url';

/** Where a browser finds the texts of a language: it needs those of one only. */
export const TEXT_FILES: Record<Language, string> = { en, ru };
