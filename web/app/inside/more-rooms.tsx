import { useWords } from '../words/words';

/** Where else the shop shows how it works: links to whole documents, since each room has texts of its own. */
export function MoreRooms({ here, lab }: { here: 'lab' | 'saga' | 'system'; lab: boolean }) {
  const { say } = useWords();
  const links = [
    ['/learn', say('inside.more.learn')],
    ['/learn/world', say('inside.more.world')],
    ...(lab && here !== 'lab' ? [['/learn/lab', say('inside.more.lab')]] : []),
    ...(here !== 'system' ? [['/system', say('inside.system')]] : []),
  ] as const;
  return (
    <nav aria-label={say('inside.more')} className="mt-8 text-sm text-soft">
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        {say('inside.more')}:
        {links.map(([to, text]) => (
          <a key={to} href={to} className="link">
            {text}
          </a>
        ))}
      </p>
    </nav>
  );
}
