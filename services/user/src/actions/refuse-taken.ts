import { sqlState } from '@sagashop/chassis/postgres/sql-state';
import type { Problem } from '@sagashop/kernel/problem';
import { refuseUser } from '../errors.ts';

/** Runs a write; turns a broken unique index into the refusal that it stands for. */
export async function refuseTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (sqlState(error) !== '23505') throw error;
    throw REFUSALS[(error as { constraint_name?: string }).constraint_name ?? '']?.() ?? error;
  }
}

const REFUSALS: Readonly<Record<string, () => Problem>> = {
  users_username: refuseUser.username_taken,
  users_name_key: refuseUser.username_taken,
  users_look: refuseUser.username_taken,
  users_email: refuseUser.email_taken,
  users_email_key: refuseUser.email_taken,
};
