import { settings } from '../../server/config';

/** Whether somebody with these roles is shown the way to how the shop works: staff are, in a shop to learn from everybody. */
export const showsInside = (roles: readonly string[]): boolean => roles.length > 0 || settings().lab;
