import { findLesson } from '@sagashop/lessons/lessons';
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  useActionData,
  useLoaderData,
} from 'react-router';
import { settings } from '../../../server/config';
import '../../styles/learn.css';
import { Head } from '../../frame/head';
import { keepLearned, learned } from '../../learn/learned.server';
import { lessonData } from '../../learn/lesson-data.server';
import { LessonEnd } from '../../learn/lesson-end';
import { TryForm } from '../../learn/try-form';
import { tryLesson } from '../../learn/try-lesson.server';
import { visitorPlace } from '../../learn/visitor-place.server';
import { Crumbs } from '../../parts/crumbs';
import { Refusal } from '../../shop/api.server';
import { visitor } from '../../shop/session.server';
import { languageOf } from '../../words/language-of.server';

const asked = (name: string | undefined) => {
  const lesson = findLesson(name ?? '');
  if (!lesson) throw data(null, { status: 404 });
  return { lesson, here: lesson.where === 'world' || settings().lab };
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { lesson, here } = asked(params['lesson']);
  const user = here && lesson.where === 'shop' ? await visitor(request) : undefined;
  const guest = user === null;
  const barred = lesson.needs === 'owner' && here && !user?.roles.includes('owner');
  const proven = learned(request).includes(lesson.number);
  const lab = settings().lab;
  return { ...(await lessonData(lesson, languageOf(request))), here, guest, barred, proven, lab };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { lesson, here } = asked(params['lesson']);
  if (!here) throw data(null, { status: 404 });
  const form = await request.formData();
  const language = languageOf(request);
  try {
    const { place, setCookies } =
      lesson.where === 'shop' ? await visitorPlace(request) : { place: NOWHERE, setCookies: [] };
    const tried = await tryLesson(place, { lesson, language, form });
    const ok = tried.proofs.length > 0 && tried.proofs.every((one) => one.ok);
    const kept =
      ok && tried.act === 'try' ? [keepLearned(request, [...learned(request), lesson.number])] : [];
    return data(tried, { status: tried.problem ? 409 : 200, headers: [...setCookies, ...kept] });
  } catch (error) {
    if (error instanceof Refusal) throw data({ code: error.code }, { status: error.status });
    throw error;
  }
}

const NOWHERE = {
  send: () => Promise.reject(new Error('a world needs no shop')),
  token: crypto.randomUUID(),
};

/** One lesson: the problem, what one expects, the experiment, what was proven, the same without, the code and the cost. */
export default function LessonPage() {
  const lesson = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const { shared, texts, heading, name, here } = lesson;
  return (
    <article className="learn-lesson">
      <Head title={`${heading}. ${texts.title}`} description={texts.problem[0] ?? shared.lead} />
      <Crumbs
        trail={[
          { name: shared.learn, to: '/learn' },
          { name: texts.title, to: `/learn/${name}` },
        ]}
      />
      <p className="learn-where">
        {heading} · {lesson.where === 'shop' ? shared.inShop : shared.inWorld}
        {lesson.needsOwner && ` · ${shared.forOwners}`}
        {lesson.proven && ` · ${shared.proven}`}
      </p>
      <h1 className="text-title">{texts.title}</h1>
      <section aria-labelledby="problem">
        <h2 id="problem" className="text-heading">
          {shared.problem}
        </h2>
        {texts.problem.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </section>
      {here ? (
        <>
          {lesson.barred && (
            <p className="learn-note">
              {shared.takesOwner}{' '}
              <a className="link" href={`/sign-in?${new URLSearchParams({ to: `/learn/${name}` })}`}>
                {shared.signIn}
              </a>
            </p>
          )}
          <TryForm lesson={lesson} tried={tried?.act === 'try' ? tried : undefined} act="try" />
          {lesson.hasOff && (
            <TryForm lesson={lesson} tried={tried?.act === 'without' ? tried : undefined} act="without" />
          )}
        </>
      ) : (
        <p className="learn-note">{shared.noDemoHere}</p>
      )}
      <LessonEnd lesson={lesson} />
    </article>
  );
}
