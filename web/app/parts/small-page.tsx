import type { ReactNode } from 'react';

/** A page with one small thing to do. */
export function SmallPage({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <div className="mx-auto max-w-md rounded-[1.75rem] bg-card px-6 py-8 sm:px-10 sm:py-10">
      <h1 className="text-title">{title}</h1>
      <p className="mt-2 text-soft">{lead}</p>
      {children}
    </div>
  );
}
