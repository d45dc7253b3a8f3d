import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { isSecret, type Mail, type Recipient } from '../domain/mail.ts';
import { refuseNotify } from '../errors.ts';
import { forgetRefused } from '../store/mail-claims.ts';
import { lockMail, saveResend } from '../store/mails.ts';
import { hashOf } from './send-mails.ts';

/**
 * Has a mail sent once more, for staff, also to an address that was refused: it may be right by now. Refuses as not_found an
 * unknown one, and as `not_resendable` one whose link is as good as a password, or whose customer has left.
 */
export async function resendMail(
  tx: Tx,
  { id, by, to }: { id: string; by: Staff; to: Recipient | undefined },
): Promise<Mail> {
  const mail = await lockMail(tx, id);
  if (!mail) throw refuse.not_found();
  if (isSecret(mail.kind) || !to) throw refuseNotify.not_resendable();
  await forgetRefused(tx, hashOf(to));
  await saveResend(tx, id);
  await writeAuditLog(tx, {
    ...by,
    action: 'mail.resend',
    subject: mail.asks === 'order' ? `order:${mail.subject}` : `mail:${id}`,
    before: { mail: mail.state },
    after: { mail: 'waiting' },
  });
  return (await lockMail(tx, id))!;
}
