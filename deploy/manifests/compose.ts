import { DATABASES, KEY_OWNERS, PROCESSES, SERVICES } from '../../cli/src/services.ts';

const databaseVariable = (name: string) =>
  `  ${name.toUpperCase()}_DATABASE_URL_FILE: /run/secrets/${name}-database-url`;
const secret = (name: string) => `  ${name}: { file: '\${SAGASHOP_SECRETS:-./secrets}/${name}' }`;
const databaseSecrets = DATABASES.map((name) => `${name}-database-url`);

/** What of deploy/compose.yaml says something of each service. */
export const COMPOSE_REGIONS: Record<string, string[]> = {
  addresses: [...SERVICES, 'web'].map((name) => `  ${name.toUpperCase()}_URL: http://${name}:3000`),
  'database variables': DATABASES.map(databaseVariable),
  'database secrets': databaseSecrets.map((name) => `  - ${name}`),
  'secrets of databases': databaseSecrets.map((name) => `      - ${name}`),
  services: SERVICES.flatMap((name) => ['', ...serviceLines(name)]).slice(1),
  'what the gateway waits for': PROCESSES.filter((name) => name !== 'gateway').map(
    (name) => `      ${name}: { condition: service_healthy }`,
  ),
  'files of keys': KEY_OWNERS.map((name) => secret(`${name}-service-key`)),
  'files of databases': databaseSecrets.map(secret),
};

function serviceLines(name: string): string[] {
  const withDatabase = DATABASES.includes(name);
  const secrets = ['service-keys', 'internal-keys', `${name}-service-key`];
  if (withDatabase) secrets.push(`${name}-database-url`);
  return [
    `  ${name}:`,
    '    <<: *service',
    `    command: [serve, ${name}]`,
    '    environment:',
    '      <<: *environment',
    `      SAGASHOP_SERVICE_KEY_FILE: /run/secrets/${name}-service-key`,
    ...(withDatabase ? [`    ${databaseVariable(name)}`] : []),
    `    secrets: [${secrets.join(', ')}]`,
    '    depends_on: *migrated',
  ];
}
