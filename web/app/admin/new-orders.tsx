import { useEffect } from 'react';
import { Link, useFetcher, useLocation } from 'react-router';
import { useWords } from '../words/words';
import { announce } from './announce';

const EVERY = 10_000; // ms

/**
 * How many orders have come that the list would show, looked at every so often while the page is seen. Nothing moves by
 * itself: they are shown when somebody asks for them.
 */
export function NewOrders({ since }: { since: string }) {
  const { count } = useWords();
  const { search } = useLocation();
  const { load, data } = useFetcher<{ many: number; since: string }>();
  const asked = new URLSearchParams(search);
  asked.set('since', since);
  const path = `/admin/orders/new?${asked}`;
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') load(path);
    };
    const timer = setInterval(look, EVERY);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [load, path]);
  // What was counted since an earlier moment is shown already.
  const many = data?.since === since ? data.many : 0;
  const text = many > 0 ? count('admin.orders.new', many) : '';
  useEffect(() => {
    if (text) announce(text);
  }, [text]);
  if (!text) return null;
  return (
    <Link to={`?${new URLSearchParams(search)}`} preventScrollReset className="link">
      {text}
    </Link>
  );
}
