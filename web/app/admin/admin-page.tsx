import type { ReactNode } from 'react';
import { useWords } from '../words/words';

interface Props {
  title: string;
  /** Buttons and links that stand beside the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A page of the back office: its title, what can be done on it, and the rest. */
export function AdminPage({ title, actions, children }: Props) {
  const { say } = useWords();
  return (
    <>
      <title>{`${title} – ${say('admin.title')}`}</title>
      <meta name="robots" content="noindex" />
      <div className="admin-title">
        <h1>{title}</h1>
        {actions && <div className="admin-actions">{actions}</div>}
      </div>
      {children}
    </>
  );
}
