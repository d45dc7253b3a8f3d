import { databases } from './databases.ts';
import { ingress } from './ingress.ts';
import { type Dashboard, grafanaJson } from './panels.ts';
import { sagas } from './sagas.ts';
import { shop } from './shop.ts';

export const DASHBOARDS: readonly Dashboard[] = [shop, ingress, sagas, databases];

/** The text of a dashboard's file. */
export function fileOf(dashboard: Dashboard): string {
  return `${JSON.stringify(grafanaJson(dashboard), null, 2)}\n`;
}
