import { commandsPage } from './commands.ts';
import { environmentPage } from './environment.ts';
import { refusalsPage } from './refusals.ts';
import { readRoutes, routesPage } from './routes.ts';

/** The pages of docs/reference that come from declarations alone, by name. */
export async function referencePages(): Promise<Record<string, string>> {
  const routes = readRoutes();
  return {
    'commands.md': commandsPage(),
    'environment.md': await environmentPage(),
    'refusals.md': await refusalsPage(routes),
    'routes.md': routesPage(routes),
  };
}
