import type { Offer } from '../shop/api-types';
import { useWords } from '../words/words';

const ROLES = {
  owner: 'invitation.role.owner',
  clerk: 'invitation.role.clerk',
  packer: 'invitation.role.packer',
  courier: 'invitation.role.courier',
} as const;

/** Whom an invitation is for, and what it makes of them. */
export function OfferFacts({ offer: { email, roles } }: { offer: Offer }) {
  const { say } = useWords();
  const names = roles.map((role) => (role in ROLES ? say(ROLES[role as keyof typeof ROLES]) : role));
  return (
    <p className="mt-4 break-words">
      {say('invitation.for', { address: email })} {say('invitation.as', { roles: names.join(', ') })}
    </p>
  );
}
