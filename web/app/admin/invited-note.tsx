import { useEffect, useState } from 'react';
import { Notice } from '../parts/notice';
import { useWords } from '../words/words';

/** The link of an invitation, which nobody can see again, to be copied and handed over. */
export function InvitedNote({ link, email }: { link: string; email: string }) {
  const { say } = useWords();
  const [can, find] = useState(false);
  const [copied, note] = useState('');
  useEffect(() => find('clipboard' in navigator), []);
  const copy = () => navigator.clipboard.writeText(link).then(() => note(link));
  return (
    <Notice kind="done" of={link} className="mb-3">
      <p className="break-words">{say('admin.staff.invited', { address: email })}</p>
      <label className="mt-2 block">
        <span className="font-normal">{say('admin.staff.link')}</span>
        <input readOnly value={link} className="field w-full" onFocus={(event) => event.target.select()} />
      </label>
      {can && (
        <button type="button" className="button mt-2" onClick={copy}>
          {say(copied === link ? 'admin.staff.copied' : 'admin.staff.copy')}
        </button>
      )}
      <p className="mt-2 font-normal">{say('admin.staff.linkOnce')}</p>
    </Notice>
  );
}
