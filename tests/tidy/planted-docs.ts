const glossary =
  '# Glossary\n\n## Say instead\n\n| not | but |\n|---|---|\n| `gizmo`, `most dreary` | thing |\n';

/** Violations of the rules for pages of documentation, and of the glossary. */
export const PLANTED_DOCS = {
  'links between pages lead somewhere': {
    bad: [
      { 'docs/tour.md': 'See [the order](../services/order/README.md).' },
      { 'docs/tour.md': '[a](../STYLE.md#name)' },
      { 'docs/tour.md': '# Tour\n[a](#house)' },
    ],
    good: {
      'docs/tour.md': '# Tour\n[a](../STYLE.md#names) [b](https://example.org) [c](../docs) [d](#tour)',
    },
    beside: { 'STYLE.md': '## Names' },
  },
  'links that name code lead to what they name': {
    bad: [
      { 'docs/tour.md': 'then [`sell`](../services/stock/src/domain/goods.ts)' },
      { 'docs/tour.md': '[`take`](../services/stock/src/domain/taken.ts)' },
      { 'docs/tour.md': '[`take`](../services/stock/README.md/take.ts)' },
      { 'docs/tour.md': '[`wares`](../services/stock/migrations/0001-stock.sql)' },
      { 'docs/tour.md': '[stock.ts](../services/stock/src/domain/goods.ts)' },
      { 'docs/tour.md': '[`domain/stock.ts`](../services/stock/src/domain/goods.ts)' },
    ],
    good: {
      'docs/tour.md': [
        '[`take`](../services/stock/src/domain/goods.ts)',
        '[`Goods`](../services/stock/src/domain/goods.ts)',
        '[`goods`](../services/stock/migrations/0001-stock.sql)',
        '[`goods.ts`](../services/stock/src/domain/goods.ts)',
        '[domain/goods.ts](../services/stock/src/domain/goods.ts)',
        '[what is taken](../services/stock/src/domain/goods.ts)',
      ].join('\n'),
    },
    beside: {
      'services/stock/src/domain/goods.ts': 'export interface Goods {}\nexport const take = () => sell();\n',
      'services/stock/migrations/0001-stock.sql': 'create table goods (\n);\n',
    },
  },
  'nobody says what the glossary replaces': {
    bad: [
      { 'docs/tour.md': 'A gizmo.' },
      { 'services/stock/src/domain/goods.ts': 'export const findGizmo = 1;' },
      { 'services/stock/src/domain/goods.ts': "'the_gizmo'" },
      { 'services/stock/src/domain/gizmo-kinds.ts': '' },
      { 'services/stock/src/domain/goods.ts': '/**\n * The most\n * dreary of all.\n */' },
      { 'docs/glossary.md': '# Glossary\n' },
    ],
    good: { 'docs/tour.md': 'Gizmos are most drearily done, dreary.' },
    beside: { 'docs/glossary.md': glossary },
  },
} as const;
