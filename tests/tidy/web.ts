import { eachCode, type Rule } from './source.ts';

const MARKUP_WORDS = />[^<>{}=;()]*\p{L}{2,}[^<>{}=;()]*<\//u;
const ATTRIBUTE_WORDS = /\b(?:aria-label|alt|title|placeholder|label|hint)="[^"]*\p{L}{2,}/u;

/** What a visitor reads stands in the catalogues of texts, in every language. */
export const noWordsInPages: Rule = (files) =>
  eachCode(files, ({ path }, { uncommented }) => {
    if (!/^web\/app\/.*\.tsx$/.test(path)) return undefined;
    const found = MARKUP_WORDS.exec(uncommented) ?? ATTRIBUTE_WORDS.exec(uncommented);
    return found ? `says words that stand in no catalogue: ${found[0].trim().slice(0, 60)}` : undefined;
  });

const FORM = /\.(?:zero|one|two|few|many|other)$/;
const VALUE = /\{\w+\}/g;

/** Every language has the same texts with the same values in them; the forms of a number are its own. */
export const sameTexts: Rule = (files) => {
  const catalogues = files.filter(({ path }) => /^web\/app\/words\/\w+\.json$/.test(path));
  const english = catalogues.find(({ path }) => path.endsWith('/en.json'));
  if (!english) return [];
  const wanted = described(english.text);
  return catalogues.flatMap(({ path, text }) => {
    const given = described(text);
    const keys = [...new Set([...wanted.keys(), ...given.keys()])];
    return keys
      .filter((key) => wanted.get(key) !== given.get(key))
      .map((key) => ({ path, says: `has another text for ${key} than en.json, or none` }));
  });
};

function described(catalogue: string): Map<string, string> {
  const texts = Object.entries(JSON.parse(catalogue) as Record<string, string>);
  return new Map(
    texts
      .filter(([key]) => !FORM.test(key) || key.endsWith('.other'))
      .map(([key, text]) => [key, [...new Set(text.match(VALUE))].sort().join()]),
  );
}

const MACHINERY =
  /^@sagashop\/(?:kernel\/text|figures\/instance|load\/(?:drive-at-rate|latency)|chassis\/(?:text\/(?:query-string|utf8)|config\/log-levels|http\/(?:accepted-languages|cookies)|service\/(?:drain|exchange|parent)|observe\/(?:instruments|metrics-port|plain-log|process-metrics|registry|start-tracing|trace-context|tracing)))$/;

/** Facts of the world, that pages and services share. */
const FACTS = /^@sagashop\/(?:kernel\/currency|vocabulary\/(?:permissions|staff-acts))$/;

/** What pages show of how the shop works. */
const SHOWN = /^@sagashop\/lessons\//;

/** The simulated world, which runs in a page and knows of no running shop. */
const WORLD = /^@sagashop\/shop-world\/[\w-]+$/;

/** Pages know the shop by its public API alone; a service knows nothing of pages. */
export const webBorders: Rule = (files) =>
  eachCode(files, ({ path }, { imports }) =>
    imports.flatMap(({ from }) => {
      if (/^(?:services|packages)\//.test(path))
        return from.startsWith('@sagashop/web') ? [`knows of pages: ${from}`] : [];
      if (!path.startsWith('web/')) return [];
      const known = [MACHINERY, FACTS, SHOWN, WORLD].some((one) => one.test(from));
      const stranger = from.startsWith('@sagashop/') && !known;
      return stranger || /(?:^|\/)(?:services|packages|cli)\//.test(from)
        ? [`knows the shop by more than its API: ${from}`]
        : [];
    }),
  );
