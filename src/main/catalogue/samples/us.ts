// A corner shop in New York: dollars and cents, 8.875 % sales tax added on top, and groceries that are not taxed.

import { firstChart } from '../../../shared/accounting.ts';
import { DEFAULT_ARTICLE_SETTINGS } from '../../../shared/barcode.ts';
import { FIRST_DIGITAL_RECEIPT_SETTINGS } from '../../../shared/digital-receipt.ts';
import { DEFAULT_LIGHTNING_SETTINGS } from '../../../shared/lightning.ts';
import { DEFAULT_SELLING_SETTINGS } from '../../../shared/selling.ts';
import { PLAIN_TAX_CLASS } from '../../../shared/tax-class.ts';
import { FIRST_TENDER_SETTINGS } from '../../../shared/tender-settings.ts';
import { FIRST_TYPING_SCANNERS } from '../../../shared/typing-scanners.ts';
import { articlesOf, inSizes, type SampleShop, SIMULATED_PRINTER, staffOf, weighed } from './sample-shop.ts';

const TAXABLE = 'taxable';
const NOT_TAXED = 'not-taxed';

export const sampleUs: SampleShop = {
  settings: {
    name: 'Bolt Corner Deli',
    addressLines: ['21 East 9th Street', 'New York, NY 10003', '(212) 555-0121'],
    footerLines: ['Thank you, come again!'],
    codeOnPaper: 'qr',
    logo: null,
    officePrinter: null,
    currency: 'USD',
    taxMode: 'added',
    taxRounding: 'sale',
    selling: { ...DEFAULT_SELLING_SETTINGS, discountReasons: ['Regular', 'Staff', 'Damaged', 'Goodwill'] },
    taxClasses: [
      { id: TAXABLE, name: 'Sales tax', ratePpm: 88_750, ...PLAIN_TAX_CLASS },
      { id: NOT_TAXED, name: 'Not taxed', ratePpm: 0, ...PLAIN_TAX_CLASS },
    ],
    timeZone: 'America/New_York',
    dayStartsAtHour: 0,
    languages: { cashier: 'en', customer: 'en', receipt: 'en' },
    printers: [SIMULATED_PRINTER],
    devices: [],
    lightning: DEFAULT_LIGHTNING_SETTINGS,
    tenders: FIRST_TENDER_SETTINGS,
    articles: DEFAULT_ARTICLE_SETTINGS,
    typingScanners: FIRST_TYPING_SCANNERS,
    lockAfterMinutes: 5,
    accounting: firstChart({ currency: 'USD', timeZone: 'America/New_York' }),
    digitalReceipts: FIRST_DIGITAL_RECEIPT_SETTINGS,
    mail: null,
  },
  staff: staffOf(['Maya', 'Sam'], 'Grace'),
  categories: [
    { id: 'drinks', names: { en: 'Drinks', ko: '음료' }, colour: 'clay' },
    { id: 'deli', names: { en: 'Deli', ko: '델리' }, colour: 'sand' },
    { id: 'sweets', names: { en: 'Sweets & snacks', ko: '간식' }, colour: 'rose' },
    { id: 'groceries', names: { en: 'Groceries', ko: '식료품' }, colour: 'moss' },
    { id: 'household', names: { en: 'Household', ko: '생활용품' }, colour: 'stone' },
  ],
  modifierGroups: [],
  articles: [
    ...articlesOf('drinks', TAXABLE, [
      [2101, 'drip-coffee', 'Drip Coffee', '드립커피', 275],
      [2102, 'iced-coffee', 'Iced Coffee', '아이스커피', 375],
      [2103, 'latte', 'Latte', '라떼', 495],
      [2104, 'cola', 'Cola 20 oz', '콜라 20oz', 279],
      [2105, 'seltzer', 'Seltzer', '탄산수', 199],
      [2106, 'lemonade', 'Lemonade', '레모네이드', 325],
    ]),
    inSizes(
      'drinks',
      TAXABLE,
      ['chai', 'Chai', '차이'],
      [
        [2121, 'small', 'Small', '스몰', 395],
        [2122, 'large', 'Large', '라지', 475],
      ],
    ),
    ...articlesOf('drinks', TAXABLE, [[2107, 'pale-ale', 'Pale Ale', '페일 에일', 549]]).map((beer) => ({ ...beer, minimumAge: 21 })),
    ...articlesOf('deli', TAXABLE, [
      [2201, 'bacon-egg-cheese', 'Bacon, Egg & Cheese', '베이컨 에그 치즈', 699],
      [2202, 'pastrami-on-rye', 'Pastrami on Rye', '파스트라미 샌드위치', 1499],
      [2203, 'turkey-club', 'Turkey Club', '터키 클럽 샌드위치', 1249],
      [2204, 'toasted-bagel', 'Toasted Bagel with Schmear', '크림치즈 베이글', 475],
      [2205, 'chicken-soup', 'Chicken Soup', '치킨 수프', 625],
    ]),
    ...articlesOf('sweets', TAXABLE, [
      [2301, 'black-white-cookie', 'Black & White Cookie', '블랙 앤 화이트 쿠키', 350],
      [2302, 'chocolate-bar', 'Chocolate Bar', '초콜릿 바', 229],
      [2303, 'potato-chips', 'Potato Chips', '감자칩', 249],
      [2304, 'chewing-gum', 'Chewing Gum', '껌', 189],
    ]),
    ...articlesOf('groceries', NOT_TAXED, [
      [2401, 'whole-milk', 'Whole Milk, quart', '우유 1쿼트', 329],
      [2402, 'eggs', 'Eggs, dozen', '달걀 12개', 549],
      [2403, 'sandwich-bread', 'Sandwich Bread', '식빵', 419],
      [2404, 'bananas', 'Bananas, bunch', '바나나 한 송이', 199],
      [2405, 'butter', 'Butter', '버터', 489],
    ]),
    // The till weighs in kilograms: that is what its price is of.
    weighed('groceries', NOT_TAXED, [2406, 'apples', 'Apples, by Weight', '사과 (무게)', 438]),
    ...articlesOf('household', TAXABLE, [
      [2501, 'paper-towels', 'Paper Towels', '키친타월', 399],
      [2502, 'aa-batteries', 'AA Batteries, 4 pack', 'AA 건전지 4개', 749],
      [2503, 'lighter', 'Lighter', '라이터', 199],
      [2504, 'umbrella', 'Umbrella', '우산', 1200],
      [2505, 'phone-charger', 'Phone Charger', '휴대폰 충전기', 1699],
    ]),
  ],
};
