import { data } from 'react-router';

/** Every address that is no page's. */
export function loader() {
  throw data(null, { status: 404 });
}

export default function NotFound() {
  return null;
}
