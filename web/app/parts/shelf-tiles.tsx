import { Link } from 'react-router';
import type { Category } from '../shop/api-types';
import { pictureOf } from './product-picture';
import { toneOf } from './tone-of';

/** Shelves as tiles, each with what stands for it. */
export function ShelfTiles({ categories }: { categories: Category[] }) {
  return (
    <ul className="mt-5 grid grid-cols-2 gap-3 sm:grid-cols-4 md:gap-4">
      {categories.map((category) => (
        <li key={category.id}>
          <Link
            to={`/c/${category.slug}`}
            data-tone={toneOf(category.slug)}
            className="flex min-h-20 items-center gap-2 rounded-card bg-tone px-3 py-3 sm:gap-3 sm:px-4 font-semibold leading-tight hover:underline"
          >
            <img src={pictureOf({ picture: null, category })} alt="" width="44" height="44" loading="lazy" />
            <span className="min-w-0 hyphens-auto">{category.name}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
