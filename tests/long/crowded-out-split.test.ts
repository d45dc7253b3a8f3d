import '../journeys/split-mode.ts';

// The same attacks when every service has an app of its own and they talk over HTTP.
await import('./crowded-out.test.ts');
