import { Type } from 'typebox';

const UUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

/** Ids in an address, as many as the longest page of a list has. */
export const IdsText = Type.String({
  pattern: `^${UUID}(?:,${UUID}){0,99}$`,
  description: 'these alone: up to 100 ids with commas between',
});
