/** In CSS pixels, how wide or high a file of a picture is at most. */
export const SIZES = [320, 640, 1280] as const;
export const FORMATS = ['avif', 'webp'] as const;

/** What is made of an uploaded picture. */
export const DRAWING = {
  path: 'file',
  files: SIZES.flatMap((size) => FORMATS.map((format) => ({ name: `${size}.${format}`, size, format }))),
};

const URL_OF_OURS = /^\/api\/pictures\/([0-9a-f]{32})\/640\.webp$/;

/** The address that a product has of an uploaded picture; those of its other files differ in their last part. */
export const pictureUrl = (hash: string) => `/api/pictures/${hash}/640.webp`;

/** The hash in an address of ours; undefined for what lies elsewhere. */
export const hashIn = (url: string): string | undefined => URL_OF_OURS.exec(url)?.[1];
