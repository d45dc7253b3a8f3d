import '../journeys/split-mode.ts';

// The same journey when every service has an app of its own and they talk over HTTP.
await import('../journeys/races.test.ts');
