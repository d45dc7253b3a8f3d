const page = (markup: string) => `export default () => ${markup};\n`;
const words =
  '| what | English | Russian | never say |\n|---|---|---|---|\n| pay | Pay | | `fork over`, `раскошел*` |\n';
const texts = (more: object) => JSON.stringify({ greet: 'Hello {name}', ...more });

/** Violations of the rules for pages. */
export const PLANTED_WEB = {
  'pages say nothing that stands in no catalogue': {
    bad: [
      { 'web/app/routes/home.tsx': page('<h1>Welcome</h1>') },
      { 'web/app/parts/tile.tsx': page('<img alt="A teapot" />') },
      { 'web/app/parts/field.tsx': page('<input placeholder="Имя" />') },
    ],
    good: { 'web/app/routes/cart.tsx': page('<h1 className="text-title">{say(\'cart.title\')}</h1>') },
  },
  'the shop says nothing that its glossary bans': {
    bad: [
      { 'web/app/words/en.json': texts({ pay: 'Fork over {total}' }) },
      { 'web/app/words/ru.json': texts({ pay: 'Раскошельтесь' }) },
      { 'web/app/words/en.json': texts({ pay: "You're done" }) },
      { 'services/notify/src/domain/english.ts': "'Time to fork over.'" },
      { 'services/gateway/src/send-plain-page.ts': "'Fork over'" },
      { 'web/GLOSSARY.md': '# Words\n' },
    ],
    good: {
      'web/app/words/en.json': texts({ pay: 'You’ll pay, fork overly, a pitchfork over there' }),
      'services/order/src/app.ts': "'fork over'",
    },
    beside: { 'web/GLOSSARY.md': words },
  },
  'all languages have the same texts': {
    bad: [
      { 'web/app/words/ru.json': JSON.stringify({}) },
      { 'web/app/words/ru.json': JSON.stringify({ greet: 'Привет' }) },
      { 'web/app/words/ru.json': texts({ more: 'ещё' }) },
    ],
    good: {},
    beside: { 'web/app/words/en.json': texts({}), 'web/app/words/de.json': texts({}) },
  },
  'pages know the shop by its API': {
    bad: [
      { 'web/app/shop/prices.ts': "import { price } from '@sagashop/catalog/contract';" },
      { 'web/server/main.ts': "import { host } from '../../cli/src/host.ts';" },
      { 'services/order/src/app.ts': "import '@sagashop/web/process';" },
    ],
    good: { 'web/server/main.ts': "import { onParentGone } from '@sagashop/chassis/service/parent';" },
  },
} as const;
