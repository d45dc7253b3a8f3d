import { reactRouter } from '@react-router/dev/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { shelfPictures } from './shelf-pictures.ts';
import { withoutSchemas } from './without-schemas.ts';

// React stands in one file, and what many routes share in another: packed they are 4 KB smaller than the twelve that they
// would be. The entry stays apart, for it must run after the modules of the routes are there.
const TOGETHER = [
  { name: 'react', test: /\/node_modules\//, priority: 2 },
  // What the back office is made of is none of a shop page's.
  { name: 'shared', test: /\/app\/(?!admin\/(?!is-admin)|routes\/admin\/)/, minShareCount: 5 },
];

// The manifest of the routes, which each page loads, names each file: these names make it 15 % smaller. The service worker
// knows a page of its own build by the entry.
const NAMES = {
  entryFileNames: ({ name }: { name: string }) =>
    name === 'entry.client' ? 'assets/[name]-[hash].js' : 'assets/[hash:7].js',
  chunkFileNames: 'assets/[hash:7].js',
};

export default defineConfig(({ command, isSsrBuild }) => ({
  plugins: [tailwindcss(), reactRouter(), withoutSchemas()],
  // The server's part becomes one file: it starts at once. What the other processes have as well stays a package.
  ssr: { noExternal: true, external: ['undici', '@resvg/resvg-js'] },
  // A file of its own for each asset: the policy of the pages takes no data: URLs.
  build: {
    assetsInlineLimit: 0,
    target: 'es2024',
    reportCompressedSize: false,
    rolldownOptions: {
      checks: { pluginTimings: false },
      ...(!isSsrBuild && { output: { ...NAMES, codeSplitting: { groups: TOGETHER } } }),
    },
  },
  // React Router gives the modules of its routes names of its own, where none are said here.
  environments: { client: { build: { rolldownOptions: { output: NAMES } } } },
  define: {
    SHELF_PICTURES: JSON.stringify(shelfPictures()),
    // Else the server's part would hold React twice, once as it is made for developers.
    ...(command === 'build' && { 'process.env.NODE_ENV': JSON.stringify('production') }),
  },
  logLevel: 'warn',
}));
