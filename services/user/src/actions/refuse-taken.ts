import { sqlState } from '@sagashop/chassis/postgres';
import { refuseUser } from '../errors.ts';

/** Runs a write; turns a broken unique index into the refusal that it stands for. */
export async function refusingTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (sqlState(error) !== '23505') throw error;
    const index = (error as { constraint_name?: string }).constraint_name;
    if (index === 'users_username') throw refuseUser.username_taken();
    if (index === 'users_email') throw refuseUser.email_taken();
    throw error;
  }
}
