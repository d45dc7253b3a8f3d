import { LESSONS } from '@sagashop/lessons/lessons';
import { progressText, readProgress } from '@sagashop/lessons/progress';
import { filled, sharedTexts, textsOf } from '@sagashop/lessons/texts-of';
import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import { settings } from '../../../server/config';
import '../../styles/learn.css';
import { Head } from '../../frame/head';
import { CheckIcon } from '../../frame/icons';
import { keepLearned, learned } from '../../learn/learned.server';
import { Notice } from '../../parts/notice';
import { languageOf } from '../../words/language-of.server';

export async function loader({ request }: LoaderFunctionArgs) {
  const language = languageOf(request);
  const shared = sharedTexts(language);
  const proven = learned(request);
  return {
    shared,
    said: filled(shared.progress, { n: proven.length, of: LESSONS.length }),
    text: progressText(proven),
    lab: settings().lab,
    lessons: LESSONS.map((lesson) => ({
      number: lesson.number,
      to: `/learn/${lesson.name}`,
      title: textsOf(lesson, language).title,
      where: [
        lesson.where === 'shop' ? shared.inShop : shared.inWorld,
        ...(lesson.needs === 'owner' ? [shared.forOwners] : []),
      ].join(' · '),
      proven: proven.includes(lesson.number),
    })),
  };
}

/** Takes progress that was brought along. */
export async function action({ request }: ActionFunctionArgs) {
  const typed = String((await request.formData()).get('progress') ?? '').slice(0, 200);
  const brought = readProgress(typed);
  if (!brought) return data({ typed }, { status: 422 });
  return redirect('/learn', { headers: [keepLearned(request, [...learned(request), ...brought])] });
}

/** The lessons, which of them were proven, and what else there is to see. */
export default function Learn() {
  const { shared, said, lessons } = useLoaderData<typeof loader>();
  return (
    <>
      <Head title={shared.learn} description={shared.lead} />
      <h1 className="text-title">{shared.learn}</h1>
      <p className="mt-3 max-w-prose text-lg text-soft">{shared.lead}</p>
      <section className="mt-8" aria-labelledby="lessons">
        <h2 id="lessons" className="text-heading">
          {shared.lessons}
        </h2>
        <p className="mt-1 text-soft">{said}</p>
        <ol className="learn-lessons">
          {lessons.map(({ number, to, title, where, proven }) => (
            <li key={to} data-proven={proven || undefined}>
              <span className="learn-number" aria-hidden="true">
                {proven ? <CheckIcon className="size-5" /> : number}
              </span>
              <span>
                <Link to={to}>{title}</Link>
                <span className="learn-where">
                  {where}
                  {proven && ` · ${shared.proven}`}
                </span>
              </span>
            </li>
          ))}
        </ol>
      </section>
      <More />
      <TakeAlong />
    </>
  );
}

/** The other rooms. Those with texts of their own are reached by a new document. */
function More() {
  const { shared, lab } = useLoaderData<typeof loader>();
  const rooms = [
    ...(lab ? [['/learn/lab', shared.lab, shared.labLead]] : []),
    ['/learn/world', shared.world, shared.worldLead],
    ...(lab ? [['/system', shared.system, shared.systemLead]] : []),
    ['/learn/patterns', shared.patterns, shared.patternsLead],
  ] as [string, string, string][];
  return (
    <section className="mt-10" aria-labelledby="more">
      <h2 id="more" className="text-heading">
        {shared.more}
      </h2>
      <ul className="learn-rooms">
        {rooms.map(([to, name, lead]) => (
          <li key={to}>
            <Link to={to} className="link font-semibold" reloadDocument={to !== '/learn/patterns'}>
              {name}
            </Link>
            <p className="text-soft">{lead}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function TakeAlong() {
  const { shared, text } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <section className="mt-10 max-w-prose" aria-labelledby="along">
      <h2 id="along" className="text-heading">
        {shared.keep}
      </h2>
      <p className="mt-2 text-soft" id="along-hint">
        {shared.keepHint}
      </p>
      {refused && (
        <Notice kind="wrong" of={refused}>
          <p id="along-wrong">{shared.badProgress}</p>
        </Notice>
      )}
      <Form method="post" className="mt-3 flex flex-wrap gap-3">
        <input
          className="field learn-progress"
          name="progress"
          key={refused?.typed ?? text}
          defaultValue={refused?.typed ?? text}
          aria-labelledby="along"
          aria-describedby={refused ? 'along-wrong' : 'along-hint'}
          aria-invalid={refused ? true : undefined}
          autoComplete="off"
          maxLength={200}
        />
        <button type="submit" className="button" data-kind="quiet">
          {shared.bring}
        </button>
      </Form>
    </section>
  );
}
