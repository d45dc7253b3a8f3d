import { type CliConfig, environment } from './config.ts';

/**
 * Whether a shop is there to learn from, so that its customers too are shown how it works and may break things: one with
 * demo data that only this machine reaches, unless SAGASHOP_LAB says it.
 */
export function isLab({ HOST }: Pick<CliConfig, 'HOST'>, { demo }: { demo: boolean }): boolean {
  const { SAGASHOP_LAB: said, SAGASHOP_PUBLIC_URL: elsewhere } = environment();
  return said ? said === '1' : demo && !elsewhere && /^(?:127\.|localhost$|::1$)/.test(HOST);
}
