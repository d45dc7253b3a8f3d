import type en from './en.json';

/** All texts of the pages in one language; `en.json` says which there are. */
export type Texts = typeof en;
