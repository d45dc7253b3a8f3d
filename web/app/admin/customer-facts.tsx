import type { Customer } from '../shop/api-types';
import { Moment } from '../words/formats';
import { NAMES } from '../words/languages';
import { useWords } from '../words/words';
import { Fact } from './fact';
import { roleText } from './role-text';

/** Who somebody is, since when, and whether they may come in. */
export function CustomerFacts({ customer }: { customer: Customer }) {
  const { say } = useWords();
  const { email, phone, username, language, createdAt, guest, roles, blockedAt } = customer;
  return (
    <dl className="admin-facts">
      <Fact name={say('signUp.email')}>
        <a href={`mailto:${email}`} className="link break-all">
          {email}
        </a>
      </Fact>
      {phone && (
        <Fact name={say('admin.customers.phone')}>
          <a href={`tel:${phone}`} className="link">
            {phone}
          </a>
        </Fact>
      )}
      {username && <Fact name={say('admin.customers.username')}>{username}</Fact>}
      <Fact name={say('admin.customers.language')}>{NAMES[language]}</Fact>
      <Fact name={say('admin.customers.since')}>
        <Moment at={createdAt} />
      </Fact>
      {guest && <Fact name={say('admin.customers.state')}>{say('admin.customers.guest')}</Fact>}
      {roles.length > 0 && (
        <Fact name={say('admin.customers.worksHere')}>
          {roles.map((role) => say(roleText(role))).join(', ')}
        </Fact>
      )}
      {blockedAt && (
        <Fact name={say('admin.customers.blockedSince')}>
          <Moment at={blockedAt} className="text-ember" />
        </Fact>
      )}
    </dl>
  );
}
