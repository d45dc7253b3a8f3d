import { chassisFloors, chassisWords } from './chassis-floors.ts';
import { noCycles } from './cycles.ts';
import { links, symbols } from './docs.ts';
import { linearExpressions } from './expressions.ts';
import { plainWords } from './glossary.ts';
import { borders, drawnArrows, packageFloors, serviceFloors } from './imports.ts';
import { manifests, noRegistries } from './manifests.ts';
import { namedAsExport } from './names.ts';
import {
  environmentInConfig,
  listenInMain,
  noMachinePaths,
  noSkippedTests,
  nothingLeftToDo,
  sqlInStore,
} from './places.ts';
import { fileNames, migrations, readmes, rooms } from './rooms.ts';
import { directions, lightManifests } from './service-rooms.ts';
import { shopWords } from './shop-words.ts';
import { budget, fileSizes, functionSizes, kernelSize } from './sizes.ts';
import type { Rule } from './source.ts';
import { standalone } from './standalone.ts';
import { noWordsInPages, sameTexts, webBorders } from './web.ts';

/** The rules of the house, each by the sentence that it keeps true. */
export const HOUSE = {
  'services and packages have known rooms only': rooms,
  'no file is named so that anything may go into it': fileNames,
  'every service and package has a README': readmes,
  'migrations are numbered without a gap': migrations,
  'packages know packages only, downwards': packageFloors,
  'inside the chassis imports go downwards': chassisFloors,
  'the chassis knows no word of the shop': chassisWords,
  'what is fit to be a package of its own needs nothing of ours': standalone,
  'services know contracts only, along the drawn arrows': serviceFloors,
  'every drawn arrow is in the code': drawnArrows,
  'relative imports stay at home, test machinery in tests': borders,
  'inside a service imports go one way': directions,
  'no file imports itself by way of others': noCycles,
  'a file is called what it exports': namedAsExport,
  'a manifest loads nothing': lightManifests,
  'files are short': fileSizes,
  'functions are short': functionSizes,
  'the kernel is small': kernelSize,
  'what may only fall does not grow': budget,
  'SQL stands in store/ only': sqlInStore,
  'only what starts a process listens': listenInMain,
  'the environment is read in config.ts only': environmentInConfig,
  'a regular expression that a request can reach takes time in proportion': linearExpressions,
  'no test is skipped or runs alone': noSkippedTests,
  'nothing says that it is left to do': nothingLeftToDo,
  'no code names a folder of one machine': noMachinePaths,
  'packages are private and pin what they need': manifests,
  'the lock names no registry': noRegistries,
  'links between pages lead somewhere': links,
  'links that name code lead to what they name': symbols,
  'nobody says what the glossary replaces': plainWords,
  'pages say nothing that stands in no catalogue': noWordsInPages,
  'the shop says nothing that its glossary bans': shopWords,
  'all languages have the same texts': sameTexts,
  'pages know the shop by its API': webBorders,
} satisfies Record<string, Rule>;
