import type { LoaderFunctionArgs } from 'react-router';
import { find } from '../../admin/find.server';

/** What the palette shows while somebody types. */
export const loader = ({ request }: LoaderFunctionArgs) => find(request);
