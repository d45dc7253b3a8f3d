// Is the service of this container ready? The image has no shell and no curl, so Node asks.
import { get } from 'node:http';

const request = get({
  host: '127.0.0.1',
  port: 3000, // the Dockerfile's PORT
  path: '/health/ready',
  timeout: 2500,
});
request.on('response', ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1));
request.on('timeout', () => request.destroy());
request.on('error', () => process.exit(1));
request.on('close', () => process.exit(1));
