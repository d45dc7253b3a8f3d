import adminEn from '../../.generated/words/admin-en.json?url';
import adminRu from '../../.generated/words/admin-ru.json?url';
import courierEn from '../../.generated/words/courier-en.json?url';
import courierRu from '../../.generated/words/courier-ru.json?url';
import en from '../../.generated/words/en.json?url';
import insideEn from '../../.generated/words/inside-en.json?url';
import insideRu from '../../.generated/words/inside-ru.json?url';
import ru from '../../.generated/words/ru.json?url';
import worldEn from '../../.generated/words/world-en.json?url';
import worldRu from '../../.generated/words/world-ru.json?url';
import type { Language } from './languages';

/** Where a browser finds the texts of a language: it needs those of one only, and customers none of the back office. */
export const TEXT_FILES: Record<Language, string> = { en, ru };

/** What the pages of the back office say besides. */
export const ADMIN_TEXT_FILES: Record<Language, string> = { en: adminEn, ru: adminRu };

/** What the pages say besides that show how the shop works. */
export const INSIDE_TEXT_FILES: Record<Language, string> = { en: insideEn, ru: insideRu };

/** What a courier's pages say besides. */
export const COURIER_TEXT_FILES: Record<Language, string> = { en: courierEn, ru: courierRu };

/** What the page of the simulated world says besides. */
export const WORLD_TEXT_FILES: Record<Language, string> = { en: worldEn, ru: worldRu };
