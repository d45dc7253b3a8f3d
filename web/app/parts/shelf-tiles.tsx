import { Link } from 'react-router';
import type { Category } from '../shop/api-types';
import { pictureOf } from './product-picture';
import { toneOf } from './tone-of';

/** Shelves as tiles, each with what stands for it. */
export function ShelfTiles({ categories }: { categories: Category[] }) {
  return (
    <ul className="mt-5 grid gap-3 min-[23rem]:grid-cols-2 sm:grid-cols-4 md:gap-4">
      {categories.map((category) => (
        <li key={category.id}>
          <Link
            to={`/c/${category.slug}`}
            data-tone={toneOf(category.slug)}
            className="flex min-h-20 items-center gap-2 rounded-card bg-tone px-3 py-3 font-semibold leading-tight max-lg:text-[0.95rem] lg:gap-3 lg:px-4 hover:underline"
          >
            <img
              src={pictureOf({ picture: null, category })}
              alt=""
              width="44"
              height="44"
              loading="lazy"
              className="max-lg:size-9"
            />
            <span className="min-w-0 hyphens-auto">{category.name}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
