/** What a file can change. */
export const IMPORT_KINDS = ['products', 'prices', 'stock'] as const;

export type ImportKind = (typeof IMPORT_KINDS)[number];

/** What a column of a file can say. */
export const IMPORT_FIELDS = [
  'id',
  'slug',
  'nameEn',
  'nameRu',
  'descriptionEn',
  'descriptionRu',
  'price',
  'currency',
  'category',
  'published',
  'picture',
  'onHand',
  'received',
  'threshold',
  'place',
] as const;

export type ImportField = (typeof IMPORT_FIELDS)[number];

/** What a row of a kind can say. The first two name its product. */
export const FIELDS_OF: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  products: [
    ...(['id', 'slug', 'nameEn', 'nameRu', 'descriptionEn', 'descriptionRu', 'price', 'currency'] as const),
    ...(['category', 'published', 'picture'] as const),
  ],
  prices: ['id', 'slug', 'price', 'currency'],
  stock: ['id', 'slug', 'onHand', 'received', 'threshold', 'place'],
};

/** What a row changes by these, and not by the others, which only name or check something. */
export const NAMES_ONLY: readonly ImportField[] = ['id', 'slug', 'currency'];

/** How people head their columns, in small letters and without blanks between; the shop's own files have the fields' names. */
const HEADINGS: Readonly<Record<ImportField, string>> = {
  id: 'id productid product uuid код идентификатор товар',
  slug: 'slug address адрес ссылка',
  nameEn:
    'nameen nameinenglish name title английскоеназвание названиеанглийское названиепоанглийски названиеen',
  nameRu: 'nameru nameinrussian название наименование имя русскоеназвание названиепорусски названиеru',
  descriptionEn:
    'descriptionen descriptioninenglish description описаниеанглийское описаниепоанглийски описаниеen',
  descriptionRu: 'descriptionru descriptioninrussian описание описаниерусское описаниепорусски описаниеru',
  price: 'price cost amount цена стоимость новаяцена newprice',
  currency: 'currency валюта',
  category: 'category shelf categoryid категория раздел полка',
  published: 'published visible onsale опубликован виден впродаже показывать',
  picture: 'picture image photo картинка фото изображение',
  onHand: 'onhand stock count counted остаток количество вналичии посчитано наскладе',
  received: 'received receipt arrived поступило получено приход поступление',
  threshold: 'threshold low minimum порог минимум',
  place: 'place location bin shelfplace место местохранения ячейка',
};

const FOUND = new Map(
  IMPORT_FIELDS.flatMap((field) => HEADINGS[field].split(' ').map((heading) => [heading, field])),
);

/** What a column of this heading says in a file of a kind; null where nobody knows. */
export function guessField(kind: ImportKind, heading: string): ImportField | null {
  const folded = [...heading.toLowerCase().replaceAll('ё', 'е')].filter((letter) => /[a-zа-я]/.test(letter));
  const field = FOUND.get(folded.join(''));
  return field !== undefined && FIELDS_OF[kind].includes(field) ? field : null;
}
