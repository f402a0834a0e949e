// A café in Seoul with a few goods to take home: won without decimals, 10 % VAT in every price.

import { firstChart } from '../../../shared/accounting.ts';
import { DEFAULT_ARTICLE_SETTINGS } from '../../../shared/barcode.ts';
import { FIRST_DIGITAL_RECEIPT_SETTINGS } from '../../../shared/digital-receipt.ts';
import { DEFAULT_LIGHTNING_SETTINGS } from '../../../shared/lightning.ts';
import { DEFAULT_SELLING_SETTINGS } from '../../../shared/selling.ts';
import { PLAIN_TAX_CLASS } from '../../../shared/tax-class.ts';
import { FIRST_TENDER_SETTINGS } from '../../../shared/tender-settings.ts';
import { FIRST_TYPING_SCANNERS } from '../../../shared/typing-scanners.ts';
import { articlesOf, choosing, inSizes, type SampleShop, SIMULATED_PRINTER, staffOf, weighed } from './sample-shop.ts';

const VAT = 'vat';

export const sampleKr: SampleShop = {
  settings: {
    name: '번개 커피',
    addressLines: ['서울 성동구 연무장길 21', '사업자등록번호 000-00-00000', 'Tel 02-000-0000'],
    footerLines: ['오늘도 들러 주셔서 고맙습니다.', 'Thank you for coming by.'],
    codeOnPaper: 'qr',
    logo: null,
    officePrinter: null,
    currency: 'KRW',
    taxMode: 'included',
    taxRounding: 'sale',
    selling: { ...DEFAULT_SELLING_SETTINGS, discountReasons: ['단골', '직원', '하자', '서비스'] },
    taxClasses: [{ id: VAT, name: '부가세', ratePpm: 100_000, ...PLAIN_TAX_CLASS }],
    timeZone: 'Asia/Seoul',
    dayStartsAtHour: 0,
    // Each audience has its own language; the practice shop shows that from the first sale.
    languages: { cashier: 'en', customer: 'ko', receipt: 'ko' },
    printers: [{ ...SIMULATED_PRINTER, name: '카운터' }],
    devices: [],
    lightning: DEFAULT_LIGHTNING_SETTINGS,
    tenders: FIRST_TENDER_SETTINGS,
    articles: DEFAULT_ARTICLE_SETTINGS,
    typingScanners: FIRST_TYPING_SCANNERS,
    lockAfterMinutes: 5,
    accounting: firstChart({ currency: 'KRW', timeZone: 'Asia/Seoul' }),
    digitalReceipts: FIRST_DIGITAL_RECEIPT_SETTINGS,
    mail: null,
  },
  staff: staffOf(['Jimin', 'Haneul'], 'Seoyeon'),
  categories: [
    { id: 'coffee', names: { en: 'Coffee', ko: '커피' }, colour: 'clay' },
    { id: 'tea', names: { en: 'Tea & lattes', ko: '차 · 라떼' }, colour: 'moss' },
    { id: 'cold', names: { en: 'Ades & smoothies', ko: '에이드 · 스무디' }, colour: 'sea' },
    { id: 'bakery', names: { en: 'Bakery', ko: '베이커리' }, colour: 'sand' },
    { id: 'dessert', names: { en: 'Desserts', ko: '디저트' }, colour: 'rose' },
    { id: 'meals', names: { en: 'Meals', ko: '식사' }, colour: 'dusk' },
    { id: 'goods', names: { en: 'Goods', ko: '굿즈' }, colour: 'stone' },
  ],
  modifierGroups: [
    {
      id: 'milk',
      names: { en: 'Milk', ko: '우유' },
      many: false,
      modifiers: [
        { id: 'oat-milk', names: { en: 'Oat milk', ko: '귀리 우유' }, priceMinor: 500 },
        { id: 'low-fat', names: { en: 'Low-fat milk', ko: '저지방 우유' }, priceMinor: 0 },
      ],
    },
    {
      id: 'extras',
      names: { en: 'Extras', ko: '추가' },
      many: true,
      modifiers: [
        { id: 'shot', names: { en: 'Extra shot', ko: '샷 추가' }, priceMinor: 500 },
        { id: 'syrup', names: { en: 'Vanilla syrup', ko: '바닐라 시럽' }, priceMinor: 300 },
      ],
    },
  ],
  articles: [
    ...choosing(
      ['milk', 'extras'],
      articlesOf('coffee', VAT, [
        [101, 'americano', 'Americano', '아메리카노', 4500],
        [102, 'iced-americano', 'Iced Americano', '아이스 아메리카노', 4500],
        [103, 'caffe-latte', 'Caffè Latte', '카페라떼', 5000],
        [104, 'iced-caffe-latte', 'Iced Caffè Latte', '아이스 카페라떼', 5000],
        [105, 'vanilla-latte', 'Vanilla Latte', '바닐라라떼', 5500],
        [106, 'cappuccino', 'Cappuccino', '카푸치노', 5000],
        [107, 'caffe-mocha', 'Caffè Mocha', '카페모카', 5500],
        [108, 'caramel-macchiato', 'Caramel Macchiato', '카라멜 마키아토', 5800],
        [109, 'espresso', 'Espresso', '에스프레소', 4000],
        [110, 'cold-brew', 'Cold Brew', '콜드브루', 5000],
        [111, 'einspaenner', 'Einspänner', '아인슈페너', 6000],
        [112, 'decaf-americano', 'Decaf Americano', '디카페인 아메리카노', 5000],
      ]),
    ),
    inSizes(
      'coffee',
      VAT,
      ['hand-drip', 'Hand Drip', '핸드드립'],
      [
        [121, 'regular', 'Regular', '레귤러', 6000],
        [122, 'large', 'Large', '라지', 7000],
      ],
    ),
    ...articlesOf('tea', VAT, [
      [201, 'matcha-latte', 'Matcha Latte', '말차라떼', 5800],
      [202, 'chocolate-latte', 'Chocolate Latte', '초코라떼', 5500],
      [203, 'sweet-potato-latte', 'Sweet Potato Latte', '고구마라떼', 5800],
      [204, 'earl-grey', 'Earl Grey', '얼그레이', 5000],
      [205, 'chamomile', 'Chamomile', '캐모마일', 5000],
      [206, 'peppermint', 'Peppermint', '페퍼민트', 5000],
      [207, 'yuzu-tea', 'Yuzu Tea', '유자차', 5500],
      [208, 'ginger-tea', 'Ginger Tea', '생강차', 5500],
      [209, 'jujube-tea', 'Jujube Tea', '대추차', 6000],
    ]),
    ...articlesOf('cold', VAT, [
      [301, 'grapefruit-ade', 'Grapefruit Ade', '자몽에이드', 6000],
      [302, 'lemon-ade', 'Lemon Ade', '레몬에이드', 5800],
      [303, 'green-grape-ade', 'Green Grape Ade', '청포도에이드', 6000],
      [304, 'peach-iced-tea', 'Peach Iced Tea', '복숭아 아이스티', 4500],
      [305, 'strawberry-smoothie', 'Strawberry Smoothie', '딸기 스무디', 6500],
      [306, 'mango-smoothie', 'Mango Smoothie', '망고 스무디', 6500],
      [307, 'yogurt-smoothie', 'Yogurt Smoothie', '요거트 스무디', 6300],
      [308, 'orange-juice', 'Fresh Orange Juice', '착즙 오렌지주스', 6500],
      [309, 'sparkling-water', 'Sparkling Water', '탄산수', 2500],
    ]),
    ...articlesOf('cold', VAT, [[310, 'craft-beer', 'Craft Beer', '수제 맥주', 7500]]).map((beer) => ({ ...beer, minimumAge: 19 })),
    ...articlesOf('bakery', VAT, [
      [401, 'croissant', 'Croissant', '크루아상', 3800],
      [402, 'salt-bread', 'Salt Bread', '소금빵', 3500],
      [403, 'plain-scone', 'Plain Scone', '플레인 스콘', 3800],
      [404, 'blueberry-muffin', 'Blueberry Muffin', '블루베리 머핀', 4200],
      [405, 'plain-bagel', 'Bagel', '베이글', 3800],
      [406, 'cream-cheese-bagel', 'Cream Cheese Bagel', '크림치즈 베이글', 5500],
      [407, 'madeleine', 'Madeleine', '마들렌', 2800],
      [408, 'financier', 'Financier', '휘낭시에', 2800],
      [409, 'red-bean-butter-bread', 'Red Bean Butter Bread', '앙버터', 5200],
    ]),
    ...articlesOf('dessert', VAT, [
      [501, 'cheesecake', 'Cheesecake', '치즈케이크', 7000],
      [502, 'tiramisu', 'Tiramisu', '티라미수', 7500],
      [503, 'chocolate-cake', 'Chocolate Cake', '초코케이크', 7000],
      [504, 'carrot-cake', 'Carrot Cake', '당근케이크', 7200],
      [505, 'macaron', 'Macaron', '마카롱', 3000],
      [506, 'croffle', 'Croffle', '크로플', 5500],
      [507, 'red-bean-bingsu', 'Red Bean Bingsu', '팥빙수', 12000],
    ]),
    ...articlesOf('meals', VAT, [
      [601, 'ham-cheese-sandwich', 'Ham & Cheese Sandwich', '햄치즈 샌드위치', 7500],
      [602, 'egg-sandwich', 'Egg Sandwich', '에그 샌드위치', 6800],
      [603, 'tuna-panini', 'Tuna Panini', '참치 파니니', 8500],
      [604, 'chicken-wrap', 'Chicken Wrap', '치킨 랩', 8200],
      [605, 'ricotta-salad', 'Ricotta Salad', '리코타 샐러드', 9800],
      [606, 'tomato-soup', 'Tomato Soup', '토마토 수프', 6500],
    ]),
    ...articlesOf('goods', VAT, [
      [701, 'beans-house-200', 'House Blend Beans 200 g', '하우스 블렌드 원두 200g', 14000],
      [702, 'beans-ethiopia-200', 'Ethiopia Beans 200 g', '에티오피아 원두 200g', 17000],
      [703, 'drip-bags', 'Drip Bags, 10 pcs', '드립백 10개입', 15000],
      [704, 'cold-brew-bottle', 'Cold Brew Bottle 1 L', '콜드브루 보틀 1L', 19000],
      [705, 'cookie-box', 'Cookie Box', '쿠키 박스', 12000],
      [706, 'mug', 'Mug', '머그컵', 18000],
      [707, 'tumbler', 'Tumbler 473 ml', '텀블러 473ml', 32000],
      [708, 'tote-bag', 'Tote Bag', '에코백', 15000],
    ]),
    weighed('goods', VAT, [709, 'beans-by-weight', 'House Blend by Weight', '하우스 블렌드 (무게)', 65000]),
  ],
};
