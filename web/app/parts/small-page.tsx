import type { ReactNode } from 'react';

interface Props {
  title: string;
  lead: string;
  /** Whether an empty shelf stands above it. */
  picture?: boolean;
  children: ReactNode;
}

/** A page with one small thing to do. */
export function SmallPage({ title, lead, picture = false, children }: Props) {
  return (
    <div className="mx-auto max-w-md rounded-[1.75rem] bg-card px-6 py-8 sm:px-10 sm:py-10">
      {picture && (
        <div className="niche mx-auto mb-7 max-w-56" aria-hidden="true">
          <img src="/pictures/empty-shelf.svg" alt="" width="180" height="180" />
        </div>
      )}
      <h1 className="text-title">{title}</h1>
      <p className="mt-2 text-soft">{lead}</p>
      {children}
    </div>
  );
}
