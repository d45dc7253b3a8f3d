import { languageOf } from '../words/language-of.server';

const FRESH = 5_000; // ms, as long as whole pages are shown to others

const kept = new Map<string, { until: number; answer: Promise<unknown> }>();

/**
 * What is the same for everybody who reads a language, asked for once in some seconds, as nobody in particular. Take
 * it for what there are few of: each name is kept. A refusal is not kept.
 */
export function shared<T>(request: Request, name: string, read: (nobody: Request) => Promise<T>): Promise<T> {
  const language = languageOf(request);
  const key = `${name} ${language}`;
  const known = kept.get(key);
  if (known && known.until > Date.now()) return known.answer as Promise<T>;
  const answer = read(new Request(request.url, { headers: { 'accept-language': language } }));
  const entry = { until: Date.now() + FRESH, answer };
  kept.set(key, entry);
  answer.catch(() => {
    if (kept.get(key) === entry) kept.delete(key);
  });
  return answer;
}
