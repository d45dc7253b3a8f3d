const TO_CYRILLIC: Record<string, string> = {
  ...{ shch: 'щ', sch: 'щ', zh: 'ж', kh: 'х', ts: 'ц', ch: 'ч', sh: 'ш', ph: 'ф', ck: 'к' },
  ...{ yu: 'ю', ju: 'ю', iu: 'ю', ya: 'я', ja: 'я', ia: 'я', yo: 'е', jo: 'е', ye: 'е', iy: 'ий', yy: 'ый' },
  ...{
    a: 'а',
    b: 'б',
    c: 'к',
    d: 'д',
    e: 'е',
    f: 'ф',
    g: 'г',
    h: 'х',
    i: 'и',
    j: 'й',
    k: 'к',
    l: 'л',
    m: 'м',
  },
  ...{
    n: 'н',
    o: 'о',
    p: 'п',
    q: 'к',
    r: 'р',
    s: 'с',
    t: 'т',
    u: 'у',
    v: 'в',
    w: 'в',
    x: 'кс',
    y: 'ы',
    z: 'з',
  },
  "'": 'ь',
};
const TO_LATIN: Record<string, string> = {
  ...{
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    е: 'e',
    ё: 'e',
    ж: 'zh',
    з: 'z',
    и: 'i',
    й: 'y',
    к: 'k',
    л: 'l',
  },
  ...{
    м: 'm',
    н: 'n',
    о: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    у: 'u',
    ф: 'f',
    х: 'h',
    ц: 'ts',
    ч: 'ch',
    ш: 'sh',
  },
  ...{ щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya' },
};
const PIECES = /shch|sch|zh|kh|ts|ch|sh|ph|ck|[yji][ua]|[yj]o|ye|iy|yy|[a-z']/g;

/**
 * A text in the letters of the other language as it sounds: `ryukzak` is рюкзак, кеттл kettl. Undefined when it has
 * letters of both, or of none of the two. Only one way of many that people write: what is near is left to spelling.
 */
export function transliterated(text: string): string | undefined {
  const latin = /[a-z]/.test(text);
  const cyrillic = /[а-яё]/.test(text);
  if (latin === cyrillic) return undefined;
  if (cyrillic) return [...text].map((letter) => TO_LATIN[letter] ?? letter).join('');
  // After a vowel, and at the end of one, y is й: chay, chaynik.
  return text.replace(/(?<=[aeou])y(?![aoue])/g, 'й').replace(PIECES, (piece) => TO_CYRILLIC[piece]!);
}
