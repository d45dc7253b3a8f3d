import { sharedTexts } from '@sagashop/lessons/texts-of';
import { data, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import '../../styles/learn.css';
import { Head } from '../../frame/head';
import { DocsParts } from '../../learn/docs-parts';
import { patternPage } from '../../learn/pattern-pages.server';
import { Crumbs } from '../../parts/crumbs';
import { languageOf } from '../../words/language-of.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const name = params['page'];
  const page = patternPage(name);
  if (!page) throw data(null, { status: 404 });
  const language = languageOf(request);
  return { ...page, name, language, shared: sharedTexts(language) };
}

/** A page of docs/patterns, or the index of them, as it stands in the repository. */
export default function PatternPage() {
  const { title, parts, name, language, shared } = useLoaderData<typeof loader>();
  const index = { name: shared.patterns, to: '/learn/patterns' };
  const own = name ? [{ name: title, to: `/learn/patterns/${name}` }] : [];
  return (
    <>
      <Head title={name ? title : shared.patterns} description={shared.patternsLead} />
      <Crumbs trail={[{ name: shared.learn, to: '/learn' }, index, ...own]} />
      {language !== 'en' && <p className="mb-3 text-soft">{shared.inEnglish}</p>}
      <article className="docs" lang="en">
        <h1 className="text-title">{title}</h1>
        <DocsParts parts={parts} />
      </article>
      <p className="mt-8">
        <a className="link" href="/system">
          {shared.system}
        </a>
      </p>
    </>
  );
}
