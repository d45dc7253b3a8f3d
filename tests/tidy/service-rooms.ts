import { posix } from 'node:path';
import { eachCode, type Rule } from './source.ts';

const BELOW = ['store', 'domain', 'errors', 'contract'];
/** The rooms of order that stand for `actions`, without the one that the others use. */
const OF_ORDER = [
  'placing',
  'cancelling',
  'refunding',
  'moving',
  'watching',
  'listing',
  'noting',
  'bulk',
  'shipping',
  'returning',
  'billing',
  'withdrawing',
];
/** The rooms of its own service that a room may know. What is not here may know none. */
const MAY_KNOW: Record<string, readonly string[]> = {
  main: ['app', 'config', 'contract'],
  manifest: ['app'],
  app: [...BELOW, 'config', 'http', 'messages', 'actions', ...OF_ORDER, 'running', 'sagas', 'single'],
  http: [...BELOW, 'actions', ...OF_ORDER, 'running', 'sagas', 'http'],
  messages: [...BELOW, 'actions', 'messages'],
  actions: [...BELOW, 'actions'],
  placing: [...BELOW, 'sagas', 'running', 'placing'],
  cancelling: [...BELOW, 'sagas', 'running', 'cancelling'],
  refunding: [...BELOW, 'sagas', 'running', 'refunding'],
  moving: [...BELOW, 'moving'],
  shipping: [...BELOW, 'sagas', 'running', 'shipping'],
  // What is wanted in exchange is placed as every order is.
  returning: [...BELOW, 'sagas', 'running', 'placing', 'returning'],
  noting: [...BELOW, 'noting'],
  billing: [...BELOW, 'billing'],
  withdrawing: [...BELOW, 'sagas', 'running', 'cancelling', 'returning', 'withdrawing'],
  watching: [...BELOW, 'sagas', 'withdrawing', 'watching'],
  listing: [...BELOW, 'sagas', 'listing'],
  bulk: [...BELOW, 'cancelling', 'shipping', 'listing', 'sagas', 'running', 'bulk'],
  running: [...BELOW, 'sagas', 'running'],
  store: ['domain', 'contract', 'store'],
  sagas: ['domain', 'contract', 'sagas'],
  domain: ['domain'],
  single: ['contract', 'errors', 'single'],
};
const ROOMS = new Set(['http', 'messages', 'actions', ...OF_ORDER, 'running', 'domain', 'store', 'sagas']);
const FILES = new Set(['main', 'app', 'config', 'errors', 'contract', 'manifest']);
/** Machinery that turns a request or a command into work; floors above those who store and decide. */
const UPSTAIRS = /^(?:fastify|@sagashop\/chassis\/(?:config|observe|work|http|guards|service)\/)/;
/** What hands a service its commands: in every service from the same room. */
const PARTICIPANT = '@sagashop/chassis/work/participant';
/** What the shared tables of these are made of: keys, and the audit's own questions. */
const SHARED_TABLES = /^@sagashop\/chassis\/(?:guards\/idempotency|service\/audit)$/;
/** An event's type is declared with the calls, and the store writes its body into the outbox. */
const STORE_TYPES = /^@sagashop\/chassis\/service\/calls$/;

/** What another service declares; its types alone are no machinery. */
const CONTRACT = /^@sagashop\/\w+\/contract$/;

/**
 * Inside a service imports go one way: http and messages, actions (in order: placing, cancelling, refunding, moving,
 * watching, listing, noting, bulk, shipping, returning, withdrawing, billing, running), store, domain.
 */
export const directions: Rule = (files) =>
  eachCode(files, ({ path }, { imports }) => {
    const room = roomOf(path);
    if (!room) return undefined;
    return imports.flatMap(({ from, typeOnly }) => {
      if (from.startsWith('.')) {
        const target = roomOf(posix.join(posix.dirname(path), from));
        if (!target || MAY_KNOW[room]?.includes(target)) return [];
        return [`${room} must not know ${target}: ${from}`];
      }
      if (from === PARTICIPANT && !typeOnly && room !== 'messages') {
        return [`commands are handled in messages/ only: ${from}`];
      }
      if (room === 'domain' && !from.startsWith('@sagashop/kernel/') && !(typeOnly && CONTRACT.test(from)))
        return [`domain knows the kernel and the shapes in contracts only, not ${from}`];
      if (room === 'store' && UPSTAIRS.test(from) && !mayStoreKnow(from, typeOnly)) {
        return [`store knows nothing of requests and commands: ${from}`];
      }
      return [];
    });
  });

const mayStoreKnow = (from: string, typeOnly: boolean) =>
  SHARED_TABLES.test(from) || (typeOnly && STORE_TYPES.test(from));

function roomOf(path: string): string | undefined {
  const [, name, deeper] = /^services\/\w+\/src\/([a-z0-9-]+)(\.ts$|\/)/.exec(path) ?? [];
  if (!name) return undefined;
  if (deeper === '/') return ROOMS.has(name) ? name : undefined;
  return FILES.has(name) ? name : 'single';
}

/** A manifest is read by everybody, before anything of its service is loaded: it names its app, and needs nothing else. */
export const lightManifests: Rule = (files) =>
  eachCode(files, ({ path }, { imports, code }) => {
    if (!/^services\/\w+\/src\/manifest\.ts$/.test(path)) return undefined;
    const loaded = imports.filter(({ from, typeOnly }) => !typeOnly && from !== './app.ts');
    const atOnce = /^import(?!\s+type\b)/m.test(code);
    return loaded.length > 0 || atOnce ? 'loads more than types, or its app at once' : undefined;
  });
