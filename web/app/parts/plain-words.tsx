import type { ReactNode } from 'react';
import { Head } from '../frame/head';
import type { Texts } from '../words/words';
import { useWords } from '../words/words';

interface Props {
  about: 'terms' | 'privacy';
  /** More parts. */
  children?: ReactNode;
}

/** A page of plain words in four parts, and what else there is to say. */
export function PlainWords({ about, children }: Props) {
  const { say } = useWords();
  const parts = [1, 2, 3, 4].map(
    (at) => [`${about}.${at}`, `${about}.${at}.text`] as [keyof Texts, keyof Texts],
  );
  return (
    <article className="mx-auto max-w-2xl">
      <Head title={say(`${about}.title`)} description={say(`${about}.lead`)} />
      <h1 className="text-title">{say(`${about}.title`)}</h1>
      <p className="mt-3 text-lg text-soft">{say(`${about}.lead`)}</p>
      {parts.map(([title, text]) => (
        <section key={title} className="mt-8">
          <h2 className="text-heading">{say(title)}</h2>
          <p className="mt-2">{say(text)}</p>
        </section>
      ))}
      {children}
    </article>
  );
}
