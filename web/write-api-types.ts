import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

// Writes the types of the shop's API, as docs/api/gateway.json describes it, to where the pages import them from.
const FOLDER = new URL('.generated/', import.meta.url);
const description = readFileSync(new URL('../docs/api/gateway.json', import.meta.url), 'utf8');

const types = astToString(await openapiTS(description));
mkdirSync(FOLDER, { recursive: true });
writeFileSync(new URL('api.ts', FOLDER), types);
