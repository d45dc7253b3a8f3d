import { texts } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import { emailKey } from '@sagashop/chassis/text/email';
import type { Invitation } from '../domain/invitation.ts';

type NewInvitation = Pick<Invitation, 'id' | 'email' | 'roles' | 'invitedBy'> & {
  /** The SHA-256 of the link's token, in hex. */
  hash: string;
  /** In seconds from now. */
  life: number;
};

const shown = (db: Db) => db`id, email, to_json(roles) as roles, invited_by, created_at, expires_at`;
const open = (db: Db) => db`expires_at > now()`;

/** Keeps an invitation in the place of the one that its e-mail address may have; answers it, and the roles of that one. */
export async function saveInvitation(
  tx: Tx,
  { id, hash, email, roles, invitedBy, life }: NewInvitation,
): Promise<{ invitation: Invitation; replaced: string[] | null }> {
  const [old] = await tx<{ roles: string[] }[]>`
    select to_json(roles) as roles from invitations where email_key = ${emailKey(email)} and ${open(tx)} for update`;
  const [invitation] = await tx<Invitation[]>`
    insert into invitations (id, token_hash, email, email_key, roles, invited_by, expires_at)
    values (${id}, decode(${hash}, 'hex'), ${email}, ${emailKey(email)}, ${texts(roles)}, ${invitedBy},
      now() + ${life} * interval '1 second')
    on conflict (email_key) do update set id = excluded.id, token_hash = excluded.token_hash, email = excluded.email,
      roles = excluded.roles, invited_by = excluded.invited_by, created_at = now(), expires_at = excluded.expires_at
    returning ${shown(tx)}`;
  return { invitation: invitation!, replaced: old?.roles ?? null };
}

/** The open invitations, newest first; those before the id `before` only. */
export function findInvitations(
  db: Db,
  { before, limit }: { before: string | null; limit: number },
): Promise<Invitation[]> {
  return db<Invitation[]>`
    select ${shown(db)} from invitations
    where ${open(db)} and ${before === null ? db`true` : db`id < ${before}`} order by id desc limit ${limit}`;
}

/** The open invitation of a token, by its SHA-256 in hex. */
export async function findInvitation(db: Db, hash: string): Promise<Invitation | undefined> {
  const [found] = await db<Invitation[]>`
    select ${shown(db)} from invitations where token_hash = decode(${hash}, 'hex') and ${open(db)}`;
  return found;
}

/** Takes the open invitation of a token away; undefined for whoever comes second. */
export async function takeInvitation(tx: Tx, hash: string): Promise<Invitation | undefined> {
  const [taken] = await tx<Invitation[]>`
    delete from invitations where token_hash = decode(${hash}, 'hex') and ${open(tx)} returning ${shown(tx)}`;
  return taken;
}

/** Withdraws an invitation; undefined when there is none. */
export async function deleteInvitation(tx: Tx, id: string): Promise<Invitation | undefined> {
  const [gone] = await tx<Invitation[]>`delete from invitations where id = ${id} returning ${shown(tx)}`;
  return gone;
}

/** Withdraws what somebody has invited to. */
export async function deleteInvitationsOf(tx: Tx, userId: string): Promise<void> {
  await tx`delete from invitations where invited_by = ${userId}`;
}

/** Deletes at most so many invitations that have expired; answers how many it deleted. */
export async function deleteExpiredInvitations(db: Db, most: number): Promise<number> {
  const { count } = await db`
    delete from invitations where id in (
      select id from invitations where expires_at <= now() order by expires_at limit ${most} for update skip locked)`;
  return count;
}
