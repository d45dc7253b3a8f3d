import { sharedTexts } from '@sagashop/lessons/texts-of';
import { data, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import '../../styles/learn.css';
import { Head } from '../../frame/head';
import { DocsParts } from '../../learn/docs-parts';
import { servicePage } from '../../learn/service-pages.server';
import { Crumbs } from '../../parts/crumbs';
import { languageOf } from '../../words/language-of.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const page = servicePage(params['service'] ?? '');
  if (!page) throw data(null, { status: 404 });
  const language = languageOf(request);
  return { ...page, language, shared: sharedTexts(language) };
}

/** What a service owns, promises and answers, as it stands in the repository; and the way to where it is seen at work. */
export default function ServicePage() {
  const { name, parts, language, shared } = useLoaderData<typeof loader>();
  return (
    <>
      <Head title={name} description={shared.patternsLead} />
      <Crumbs
        trail={[
          { name: shared.learn, to: '/learn' },
          { name: shared.system, to: '/system' },
          { name, to: `/learn/services/${name}` },
        ]}
      />
      {language !== 'en' && <p className="mb-3 text-soft">{shared.inEnglish}</p>}
      <article className="docs" lang="en">
        <h1 className="text-title">{name}</h1>
        <DocsParts parts={parts} />
      </article>
      <p className="mt-8 flex flex-wrap gap-x-6 gap-y-2">
        <a className="link" href={`/system#${name}`}>
          {shared.system}
        </a>
        <a className="link" href="/learn/patterns">
          {shared.patterns}
        </a>
      </p>
    </>
  );
}
