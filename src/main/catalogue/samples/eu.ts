// A bakery café in Berlin: euro and cents, 19 % and 7 % VAT in the prices (drinks at the standard rate, food at the reduced one).

import { firstChart } from '../../../shared/accounting.ts';
import { DEFAULT_ARTICLE_SETTINGS } from '../../../shared/barcode.ts';
import { FIRST_DIGITAL_RECEIPT_SETTINGS } from '../../../shared/digital-receipt.ts';
import { DEFAULT_LIGHTNING_SETTINGS } from '../../../shared/lightning.ts';
import { DEFAULT_SELLING_SETTINGS } from '../../../shared/selling.ts';
import { PLAIN_TAX_CLASS } from '../../../shared/tax-class.ts';
import { FIRST_TENDER_SETTINGS } from '../../../shared/tender-settings.ts';
import { FIRST_TYPING_SCANNERS } from '../../../shared/typing-scanners.ts';
import { articlesOf, inSizes, type SampleShop, SIMULATED_PRINTER, staffOf, weighed } from './sample-shop.ts';

const STANDARD = 'standard';
const REDUCED = 'reduced';

export const sampleEu: SampleShop = {
  settings: {
    name: 'Blitz & Brot',
    addressLines: ['Oderberger Straße 21', '10435 Berlin', 'USt-IdNr. DE000000000'],
    footerLines: ['Thank you, see you soon!'],
    codeOnPaper: 'qr',
    logo: null,
    officePrinter: null,
    currency: 'EUR',
    taxMode: 'included',
    taxRounding: 'sale',
    selling: { ...DEFAULT_SELLING_SETTINGS, discountReasons: ['Regular', 'Staff', 'Damaged', 'Goodwill'] },
    taxClasses: [
      { id: STANDARD, name: 'MwSt.', ratePpm: 190_000, ...PLAIN_TAX_CLASS },
      { id: REDUCED, name: 'MwSt. erm.', ratePpm: 70_000, ...PLAIN_TAX_CLASS },
    ],
    timeZone: 'Europe/Berlin',
    dayStartsAtHour: 0,
    languages: { cashier: 'en', customer: 'en', receipt: 'en' },
    printers: [SIMULATED_PRINTER],
    devices: [],
    lightning: DEFAULT_LIGHTNING_SETTINGS,
    tenders: FIRST_TENDER_SETTINGS,
    articles: DEFAULT_ARTICLE_SETTINGS,
    typingScanners: FIRST_TYPING_SCANNERS,
    lockAfterMinutes: 5,
    accounting: firstChart({ currency: 'EUR', timeZone: 'Europe/Berlin' }),
    digitalReceipts: FIRST_DIGITAL_RECEIPT_SETTINGS,
    mail: null,
  },
  staff: staffOf(['Lena', 'Jonas'], 'Katrin'),
  categories: [
    { id: 'drinks', names: { en: 'Drinks', ko: '음료' }, colour: 'clay' },
    { id: 'bread', names: { en: 'Bread & rolls', ko: '빵' }, colour: 'sand' },
    { id: 'pastry', names: { en: 'Pastry', ko: '페이스트리' }, colour: 'rose' },
    { id: 'pantry', names: { en: 'Pantry', ko: '식료품' }, colour: 'moss' },
    { id: 'goods', names: { en: 'Goods', ko: '상품' }, colour: 'stone' },
  ],
  modifierGroups: [],
  articles: [
    ...articlesOf('drinks', STANDARD, [
      [1101, 'filter-coffee', 'Filter Coffee', '필터커피', 290],
      [1102, 'espresso', 'Espresso', '에스프레소', 260],
      [1103, 'cappuccino', 'Cappuccino', '카푸치노', 380],
      [1104, 'flat-white', 'Flat White', '플랫화이트', 410],
      [1105, 'latte-macchiato', 'Latte Macchiato', '라떼 마키아토', 420],
      [1106, 'hot-chocolate', 'Hot Chocolate', '핫초코', 390],
      [1107, 'apple-spritzer', 'Apple Spritzer 0.33 l', '애플 스프리처 0.33l', 320],
      [1108, 'mineral-water', 'Mineral Water 0.5 l', '미네랄워터 0.5l', 240],
    ]),
    inSizes(
      'drinks',
      STANDARD,
      ['pour-over', 'Pour Over', '푸어오버'],
      [
        [1121, 'small', 'Small', '스몰', 350],
        [1122, 'large', 'Large', '라지', 450],
      ],
    ),
    ...articlesOf('drinks', STANDARD, [[1109, 'helles', 'Helles 0.5 l', '헬레스 맥주 0.5l', 390]]).map((beer) => ({ ...beer, minimumAge: 16 })),
    ...articlesOf('bread', REDUCED, [
      [1201, 'rye-bread', 'Rye Bread 750 g', '호밀빵 750g', 495],
      [1202, 'wholegrain-bread', 'Wholegrain Bread 750 g', '통곡물빵 750g', 545],
      [1203, 'baguette', 'Baguette', '바게트', 260],
      [1204, 'roll', 'Bread Roll', '브뢰첸', 55],
      [1205, 'pretzel', 'Pretzel', '프레첼', 120],
    ]),
    ...articlesOf('pastry', REDUCED, [
      [1301, 'butter-croissant', 'Butter Croissant', '버터 크루아상', 195],
      [1302, 'cinnamon-roll', 'Cinnamon Roll', '시나몬롤', 280],
      [1303, 'apple-cake', 'Apple Cake', '사과 케이크', 365],
      [1304, 'cheesecake', 'Cheesecake', '치즈케이크', 395],
      [1305, 'berliner', 'Jam Doughnut', '잼 도넛', 190],
    ]),
    ...articlesOf('pantry', REDUCED, [
      [1401, 'coffee-beans', 'Coffee Beans 250 g', '원두 250g', 990],
      [1402, 'honey', 'Honey 500 g', '꿀 500g', 790],
      [1403, 'strawberry-jam', 'Strawberry Jam', '딸기잼', 450],
      [1404, 'farm-milk', 'Farm Milk 1 l', '농장 우유 1l', 189],
    ]),
    weighed('pantry', REDUCED, [1405, 'mountain-cheese', 'Mountain Cheese', '산악 치즈', 2490]),
    ...articlesOf('goods', STANDARD, [
      [1501, 'mug', 'Mug', '머그컵', 1290],
      [1502, 'cotton-bag', 'Cotton Bag', '에코백', 850],
      [1503, 'candle', 'Beeswax Candle', '밀랍 양초', 1150],
    ]),
  ],
};
