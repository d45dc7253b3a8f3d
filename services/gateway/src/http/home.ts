import type { App } from '@sagashop/chassis/http/app';

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sagashop</title>
<h1>Sagashop is open</h1>
<p>The shop answers under <a href="/api/products">/api</a>.
<a href="/api/categories">Categories</a>, <a href="/api/delivery/dates">delivery days</a>,
<a href="/health/ready">health</a> and <a href="/metrics">metrics</a> can be read here;
<a href="/api/docs">the API's reference</a> shows how to sign in and order.</p>
</html>
`;

/** What a person sees who opens the shop's address in a browser. */
export function homeRoute(app: App): void {
  app.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(PAGE));
}
