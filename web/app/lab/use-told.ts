import { useEffect, useState } from 'react';
import { useActionData, useLocation } from 'react-router';

/** What a form was answered, for as long as its page is the same: what the page reads anew each second does not wipe it away. */
export function useTold<Action>() {
  const told = useActionData<Action>();
  const { key } = useLocation();
  const [kept, keep] = useState({ told, key });
  useEffect(() => {
    if (told) keep({ told, key });
  }, [told, key]);
  return told ?? (kept.key === key ? kept.told : undefined);
}
