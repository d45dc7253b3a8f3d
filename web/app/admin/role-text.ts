import type { Texts } from '../words/words';

const TEXTS: Record<string, keyof Texts> = {
  owner: 'admin.role.owner',
  clerk: 'admin.role.clerk',
  packer: 'admin.role.packer',
  courier: 'admin.role.courier',
};

/** The key of a role's name; a role of a later release is somebody who works here. */
export const roleText = (role: string): keyof Texts => TEXTS[role] ?? 'admin.role.other';
