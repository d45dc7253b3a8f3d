import { Form, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { Head } from '../frame/head';
import { SmallPage } from '../parts/small-page';
import { member } from '../shop/session.server';
import { useWords } from '../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const { firstName, username } = await member(request);
  return { name: firstName || username };
}

export default function Account() {
  const { name } = useLoaderData<typeof loader>();
  const { say } = useWords();
  return (
    <SmallPage title={say('account.hello', { name })} lead={say('account.lead')}>
      <Head title={say('account.title')} description={say('shop.description')} index={false} />
      <Form method="post" action="/sign-out" className="mt-7">
        <button type="submit" className="button" data-kind="quiet">
          {say('account.signOut')}
        </button>
      </Form>
    </SmallPage>
  );
}
