import { entryCheck, logBegan } from '@sagashop/audit-log/entry-check';
import type { Db } from '@sagashop/chassis/postgres/sql';

/** Checks that who has which role, and who is blocked, is as the entries of the audit log have left it. */
export function loggedPeople(db: Db) {
  return Promise.all([loggedRoles(db), loggedBlocks(db)]);
}

/**
 * A role that entries gave once more than they took is there, and every other is one that was there at the beginning: those
 * of users who are older than the log, and that of owners, whom the command line makes.
 */
function loggedRoles(db: Db) {
  return entryCheck(
    db,
    'change of roles',
    db`
      with told as (
        select substr(subject, length('user:') + 1)::uuid as user_id, step.role, sum(step.sign) as net
        from audit_log cross join lateral (
          select role, 1 as sign from jsonb_array_elements_text(after -> 'roles') as role
          union all select role, -1 from jsonb_array_elements_text(before -> 'roles') as role) as step
        where subject like 'user:%' and (after ? 'roles' or before ? 'roles') group by 1, step.role
      ), held as (
        select id as user_id, role, created_at from users cross join lateral unnest(roles) as role
      )
      select user_id as id, case
        when (role = 'owner' or held.created_at < ${logBegan(db)} or there.created_at < ${logBegan(db)})
          then (held.user_id is not null)::int - coalesce(net, 0) not in (0, 1)
        else (held.user_id is not null)::int <> coalesce(net, 0) end as wrong
      from told full join held using (user_id, role) join users there on there.id = user_id`,
  );
}

function loggedBlocks(db: Db) {
  return entryCheck(
    db,
    'block of a customer',
    db`
      with told as (
        select substr(subject, length('user:') + 1)::uuid as id, sum(case action when 'customer.block' then 1 else -1 end) as net
        from audit_log where action in ('customer.block', 'customer.unblock') group by 1)
      select users.id, (blocked_at is not null)::int <> coalesce(net, 0) as wrong
      from users left join told using (id) where blocked_at is not null or net is not null`,
  );
}
