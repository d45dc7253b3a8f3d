import { createLog } from '@sagashop/chassis/observe/log';
import type { CliConfig } from './config.ts';
import { type Ground, openGround } from './ground.ts';
import { type Hosted, host } from './host.ts';
import { urlVariables } from './services.ts';
import type { ShopFile } from './shop-file.ts';

export interface Shop extends Hosted {
  directory: string;
  file: ShopFile;
  postgresPid: number;
  /** The URL of each service's database, by the service's name. */
  databases: Record<string, string>;
  /** Resolves when the PostgreSQL server has ended, wanted or not. */
  postgresExited: Promise<unknown>;
}

/**
 * Opens the shop of a data directory in this process: its PostgreSQL, its databases, all services and the
 * gateway, nothing listening yet. Throws as `openGround` and `host` do; leaves nothing running when it throws.
 */
export async function openShop(
  config: CliConfig,
  options: Parameters<typeof openGround>[1] & { web?: string },
): Promise<Shop> {
  const ground = await openGround(config, options);
  try {
    return await openShopOn(ground, config, { web: options.web, close: () => ground.close() });
  } catch (error) {
    await ground.close();
    throw error;
  }
}

/** The same on ground that is there; `web` is where its pages are, `close` is called when the services have stopped. */
export async function openShopOn(
  ground: Ground,
  config: CliConfig,
  { web, close = async () => {} }: { web?: string | undefined; close?: () => Promise<void> } = {},
): Promise<Shop> {
  const env = web ? { ...ground.env, ...urlVariables({ web }) } : ground.env;
  const hosted = await host(env, createLog(config, 'sagashop'));
  const { directory, file, databases, postgres } = ground;
  return {
    ...hosted,
    directory,
    file,
    databases,
    postgresPid: postgres.pid,
    postgresExited: postgres.exited,
    stop: async () => {
      await hosted.stop();
      await close();
    },
  };
}
