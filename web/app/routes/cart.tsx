import { Link } from 'react-router';
import { Head } from '../frame/head';
import { SmallPage } from '../parts/small-page';
import { useWords } from '../words/words';

export default function Cart() {
  const { say } = useWords();
  return (
    <SmallPage title={say('cart.empty')} lead={say('cart.emptyHelp')}>
      <Head title={say('cart.title')} description={say('shop.description')} index={false} />
      <Link to="/search" className="button mt-7">
        {say('home.look')}
      </Link>
    </SmallPage>
  );
}
