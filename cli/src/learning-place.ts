import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lesson } from '@sagashop/lessons/lesson';
import type { Place, Send } from '@sagashop/lessons/place';
import { readCliConfig } from './config.ts';
import { readRun } from './data-directory.ts';
import { findShop } from './find-shop.ts';
import { byHand, isScratch } from './scratch.ts';
import { readShopFile } from './shop-file.ts';

/**
 * Where lessons are tried: the demo that runs from the data directory, as a guest who is made for it. Lessons of
 * simulated worlds need none. In a scratch shop rows can be changed by hand. Throws, saying how to get one, when there is none, or when that shop sells for real.
 */
export async function learningPlace(lessons: readonly Lesson[]): Promise<Place> {
  const directory = readCliConfig().SAGASHOP_DATA;
  const run = await readRun(directory);
  const scratch = isScratch(directory);
  if (lessons.every(({ where }) => where === 'world') && !(run && scratch)) return nowhere;
  if (!run) throw new Error('No shop runs here. Start a demo with npm start, or sagashop lab scratch.');
  if (!(await readShopFile(directory))?.demo)
    throw new Error('The shop in this folder sells for real. Lessons are for a demo: sagashop lab scratch.');
  const send = sendTo(run.url);
  const owner = (await admin(send, directory)) ?? (await (await findShop({}, 'audit'))?.token());
  return { send, token: await guest(send), ...(owner && { owner }), ...(scratch && { byHand }) };
}

const nowhere: Place = { send: () => Promise.reject(new Error('there is no shop')), token: '' };

const sendTo =
  (url: string): Send =>
  async (method, path, headers, body) => {
    const response = await fetch(url + path, { method, headers, ...(body !== undefined && { body }) });
    const text = await response.text();
    return { status: response.status, text, header: (name) => response.headers.get(name) };
  };

/** The demo's admin, while their first password is theirs; a token of a command reads, and presses no buttons. */
async function admin(send: Send, directory: string): Promise<string | undefined> {
  const text = await readFile(join(directory, 'sign-ins.txt'), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.split(' ').filter(Boolean));
  const password = lines.find(([, name]) => name === 'admin')?.[2];
  if (password === undefined) return undefined;
  const body = JSON.stringify({ username: 'admin', password });
  const answer = await send('POST', '/api/session', { 'content-type': 'application/json' }, body);
  return answer.status < 300 ? (JSON.parse(answer.text) as { token?: string }).token : undefined;
}

async function guest(send: Send): Promise<string> {
  const body = JSON.stringify({ email: 'learner@lessons.example', firstName: 'Learner' });
  const answer = await send('POST', '/api/guests', { 'content-type': 'application/json' }, body);
  if (answer.status !== 201) throw new Error(`The shop takes no guest: ${answer.status} ${answer.text}`);
  return (JSON.parse(answer.text) as { token: string }).token;
}
