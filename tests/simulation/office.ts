// What a manager does beside the counter: the drawer, articles and their prices, stock, offers, customers and vouchers, files, settings.
import { dayAfter } from '../../src/shared/day-range.ts';
import { shopDay } from '../../src/shared/shop-day.ts';
import type { Floor } from './floor.ts';
import { roleOf, traineeOf } from './people.ts';

type Act = (floor: Floor) => Promise<void>;

const today = ({ till, manager }: Floor) => shopDay(till.clock.nowMs, manager.state.shop).day;
const big = ({ currency }: Floor) => (currency === 'KRW' ? 10_000 : 1000);

const moved: Act = async (floor) => {
  const { random } = floor;
  const movement = random.pick(['paid_in', 'paid_out', 'safe_drop'] as const);
  const foreign = floor.manager.state.shop.tenders.foreignCash[0]?.currency ?? null;
  const currency = random.chance(0.15) ? foreign : null;
  const request = { movementId: floor.id(), movement, currency, amountMinor: (1 + random.below(8)) * big(floor), reason: 'As it was' };
  const move = () => floor.attempt(movement, () => floor.manager.call.shifts.move(request), floor.manager);
  // A finger that trembles.
  await (random.chance(0.2) ? Promise.all([move(), move()]) : move());
};
const noSale: Act = async (floor) => {
  const request = { openingId: floor.id(), reason: 'Change' };
  await floor.attempt('no sale', () => floor.cashier.call.shifts.openDrawer(request));
};
const x: Act = async (floor) => {
  const { shifts } = floor.manager.call;
  const onPaper = floor.random.chance(0.3);
  await floor.attempt(onPaper ? 'x on paper' : 'x', () => (onPaper ? shifts.printX() : shifts.x()), floor.manager);
};
const copied: Act = async (floor) => {
  const { id: subjectId, status } = floor.sale();
  if (status === 'completed') await floor.attempt('copy', () => floor.cashier.call.papers.copy({ kind: 'receipt', subjectId }));
};

/** An article as a person finds it, changed and put back. */
async function edit(floor: Floor, change: (article: { priceMinor: number | null }) => { priceMinor?: number | null; stockCounted?: boolean }) {
  const tile = floor.random.pick(floor.manager.state.catalogue.tiles);
  const found = await floor.attempt('an article', () => floor.manager.call.catalogue.article({ articleId: tile.id }), floor.manager);
  if (!found) return;
  const { archived: _, position: __, ...article } = found.article;
  await floor.attempt('change an article', () => floor.manager.call.catalogue.put({ ...article, ...change(article) }), floor.manager);
}
const priced: Act = (floor) =>
  edit(floor, ({ priceMinor }) => ({
    priceMinor: priceMinor === null ? null : Math.max(big(floor) / 20, priceMinor + (floor.random.below(5) - 2) * (big(floor) / 100)),
  }));
const counted: Act = (floor) => edit(floor, () => ({ stockCounted: floor.random.chance(0.8) }));
const archived: Act = async (floor) => {
  const { id: articleId } = floor.random.pick(floor.manager.state.catalogue.tiles);
  const archive = (away: boolean) =>
    floor.attempt('archive', () => floor.manager.call.catalogue.archive({ articleId, archived: away }), floor.manager);
  await archive(true);
  await floor.attempt('article', () => floor.cashier.call.sale.addArticle({ articleId }));
  await archive(false);
};
const stocked: Act = async (floor) => {
  const { random } = floor;
  const low = (await floor.attempt('low stock', () => floor.manager.call.catalogue.lowStock(), floor.manager)) ?? [];
  const tile = random.pick(floor.manager.state.catalogue.tiles);
  const sellableId = low.length > 0 && random.chance(0.7) ? random.pick(low).sellableId : (tile.variants[0]?.id ?? tile.id);
  const quantity = 1 + random.below(60);
  const move = random.pick([
    { kind: 'received', sellableId, quantity, note: '' },
    { kind: 'received', sellableId, quantity: quantity * 20, note: 'Delivery' },
    { kind: 'counted', sellableId, quantity, note: '' },
    { kind: 'lost', sellableId, quantity: 1 + random.below(3), reason: 'broken', note: '' },
  ] as const);
  await floor.attempt(`stock ${move.kind}`, () => floor.manager.call.catalogue.moveStock({ moves: [move] }), floor.manager);
};
const priceLists: Act = async (floor) => {
  const { random } = floor;
  const { id: categoryId } = random.pick(floor.manager.state.catalogue.categories);
  const validity = { fromDay: null, untilDay: null, weekdays: [], fromMinute: 17 * 60, untilMinute: 19 * 60 };
  const rules = [
    { target: { kind: 'category', id: categoryId } as const, change: { kind: 'percent', ppm: -(1 + random.below(3)) * 100_000 } as const },
  ];
  const lists = random.chance(0.8) ? [{ id: null, names: { en: 'Happy hour', ko: '해피아워' }, active: true, validity, rules }] : [];
  await floor.attempt('price lists', () => floor.manager.call.catalogue.putPriceLists({ lists }), floor.manager);
};
const promotions: Act = async (floor) => {
  const { random } = floor;
  const { call, state } = floor.manager;
  const running = state.offers.promotions.filter(({ endedAtMs }) => endedAtMs === null);
  const [oldest] = running.slice(-1);
  if (oldest && running.length > 3) await floor.attempt('end a promotion', () => call.offers.endPromotion({ promotionId: oldest.id }), floor.manager);
  const { id: categoryId } = random.pick(state.catalogue.categories);
  const tiles = state.catalogue.tiles.filter(({ variants, unit, priceMinor }) => variants.length === 0 && unit === 'piece' && priceMinor !== null);
  const [one, other] = [random.pick(tiles), random.pick(tiles)];
  const rule = random.pick([
    { kind: 'n_for_m', targets: [{ kind: 'category', id: categoryId }], count: 3, pay: 2 } as const,
    { kind: 'threshold', fromMinor: big(floor) * 3, off: { kind: 'percent', ppm: 50_000 } } as const,
    { kind: 'threshold', fromMinor: big(floor) * 2, off: { kind: 'amount', amountMinor: big(floor) / 10 } } as const,
    {
      kind: 'bundle',
      parts: [
        { articleIds: [one.id], quantity: 1 },
        { articleIds: [other.id], quantity: 1 },
      ],
      priceMinor: Math.floor((((one.priceMinor ?? 0) + (other.priceMinor ?? 0)) * 4) / 5),
    } as const,
  ]);
  const day = today(floor);
  const validity = { fromDay: day, untilDay: dayAfter(day, 6), weekdays: [], fromMinute: 0, untilMinute: 0 };
  const promotion = { names: { en: 'Offer', ko: '행사' }, rule: structuredClone(rule), validity };
  await floor.attempt('a promotion', () => call.offers.makePromotion(promotion as Parameters<typeof call.offers.makePromotion>[0]), floor.manager);
};
/** From next week on, as governments have it. */
const taxRate: Act = async (floor) => {
  const { random } = floor;
  const day = today(floor);
  const classes = floor.manager.state.shop.taxClasses;
  const changing = random.pick(classes);
  const ratePpm = 10_000 * (1 + random.below(24));
  const taxClasses = classes.map((one) =>
    one.id === changing.id ? { ...one, changes: [...one.changes.slice(-8), { fromDay: dayAfter(day, 1 + random.below(6)), ratePpm }] } : one,
  );
  await floor.attempt('a tax rate', () => floor.manager.call.shop.change({ taxClasses }), floor.manager);
};
const settings: Act = async (floor) => {
  const { random } = floor;
  const { selling, taxClasses } = floor.manager.state.shop;
  const taxClassId = random.chance(0.5) ? null : random.pick(taxClasses).id;
  const change = random.pick([
    { footerLines: [`No. ${random.below(99)}`] },
    { selling: { ...selling, tips: { ...selling.tips, taxClassId } } },
    { taxRounding: random.pick(['sale', 'line'] as const) },
    { selling: { ...selling, dining: { asked: random.chance(0.5), usual: 'here' as const } } },
    { lightning: { refund: { ...floor.manager.state.shop.lightning.refund, rate: random.pick(['original', 'today'] as const) } } },
  ]);
  await floor.attempt('settings', () => floor.manager.call.shop.change(change), floor.manager);
};
const customers: Act = async (floor) => {
  const { call } = floor.manager;
  const all = (await floor.attempt('customers', () => call.accounts.all({ text: '' }), floor.manager))?.customers ?? [];
  const entry = { name: `Customer ${all.length + 1}`, phone: '', email: '', limitMinor: big(floor) * (1 + floor.random.below(60)), active: true };
  if (all.length < 12) await floor.attempt('a customer', () => call.accounts.add(entry), floor.manager);
  else {
    const { id: customerId, name } = floor.random.pick(all);
    await floor.attempt('change a customer', () => call.accounts.change({ ...entry, customerId, name }), floor.manager);
  }
};
const vouchers: Act = async (floor) => {
  const { call } = floor.manager;
  const page = await floor.attempt('vouchers', () => call.vouchers.page({ text: '', spent: false }), floor.manager);
  if (!page || page.rows.length === 0) return;
  const { id: voucherId, status } = floor.random.pick(page.rows);
  if (status === 'blocked') await floor.attempt('unblock', () => call.vouchers.unblock({ voucherId }), floor.manager);
  else if (floor.random.chance(0.6)) await floor.attempt('block', () => call.vouchers.block({ voucherId, reason: 'Lost' }), floor.manager);
  else await floor.attempt('replace', () => call.vouchers.replace({ voucherId, reason: 'Torn' }), floor.manager);
};
const file: Act = async (floor) => {
  const { call } = floor.manager;
  const rows = Array.from({ length: 5 }, (_, n) => `file-${floor.random.below(40)},From a file ${n},${big(floor) / 10 + n}`);
  const csv = `id,name_en,price,category\n${[...new Map(rows.map((row) => [row.split(',')[0], row])).values()].map((row) => `${row},Files`).join('\n')}\n`;
  const base64 = Buffer.from(csv).toString('base64');
  const uploaded = await floor.attempt('upload', () => call.articleFiles.upload({ uploadId: null, fileName: 'new.csv', base64 }), floor.manager);
  if (!uploaded) return;
  const { uploadId } = uploaded;
  const preview = await floor.attempt('preview', () => call.articleFiles.preview({ uploadId, format: {} }), floor.manager);
  const taxClassId = floor.manager.state.shop.taxClasses.find(({ retired }) => !retired)?.id ?? '';
  const plan = { uploadId, format: preview?.format, columns: preview?.columns, taxClassId, mode: 'skip_bad' as const };
  if (!plan.format || !plan.columns) return;
  const { format, columns } = plan;
  await floor.attempt(
    'check a file',
    async () => {
      for await (const _ of await call.articleFiles.check({ ...plan, format, columns }));
    },
    floor.manager,
  );
  await floor.attempt('write a file', () => call.articleFiles.write({ uploadId }), floor.manager);
  await floor.settled();
  await floor.manager.until(({ catalogue }) => catalogue.importing === null);
};
const rate: Act = async (floor) => {
  const { rate: inForce } = floor.cashier.state.lightning;
  if (!inForce.ok) return;
  const minorPerBtc = Math.round(inForce.minorPerBtc * (0.97 + floor.random.next() * 0.06));
  await floor.attempt('a rate by hand', () => floor.manager.call.rates.setByHand({ minorPerBtc }), floor.manager);
  if (floor.random.chance(0.5)) await floor.attempt('no rate by hand', () => floor.manager.call.rates.clearByHand(), floor.manager);
};

export const OFFICE: [name: string, weight: number, act: Act][] = [
  ['cash moved', 6, moved],
  ['no sale', 4, noSale],
  ['x', 1, x],
  ['receipt copied', 4, copied],
  ['a price changes', 2, priced],
  ['counting begins or ends', 1, counted],
  ['archived and back', 1, archived],
  ['stock', 6, stocked],
  ['price lists', 1, priceLists],
  ['promotions', 1, promotions],
  ['a tax rate changes', 0.3, taxRate],
  ['settings', 1, settings],
  ['customers', 1, customers],
  ['vouchers', 3, vouchers],
  ['a file of articles', 0.3, file],
  ['a rate by hand', 1, rate],
];

/** Besides the sample shop's two: one may do more than they, and one less. */
export const HIRED = [
  { name: 'Mara', pin: '4826' },
  { name: 'Noor', pin: '5937' },
] as const;

/** What this shop is before it opens for the first time. */
export async function setUp(floor: Floor): Promise<void> {
  const { call, state } = floor.manager;
  const { tenders, taxClasses, printers, selling } = state.shop;
  const [counter] = printers;
  const foreignCash = {
    EUR: { currency: 'USD', microMinorPerUnit: 92_000_000, stepMinor: 100 },
    KRW: { currency: 'USD', microMinorPerUnit: 1_350_000_000, stepMinor: 100 },
    USD: { currency: 'EUR', microMinorPerUnit: 108_000_000, stepMinor: 500 },
  }[floor.currency];
  const bar = state.catalogue.categories.at(-1)?.id ?? '';
  const [first, second] = taxClasses;
  // One with the glyphs of its country, so that lines are printed as text.
  const codePage = floor.currency === 'KRW' ? 'cp949' : 'pc858';
  await call.shop.change({
    dayStartsAtHour: 4,
    lockAfterMinutes: 120,
    selling: { ...selling, tips: { ...selling.tips, asked: true }, dining: { asked: true, usual: 'here' } },
    taxClasses: taxClasses.map((one) => (one === first && second ? { ...one, takeawayClassId: second.id } : one)),
    tenders: {
      kinds: ['cash', 'lightning', 'card', 'voucher', 'account', 'foreign_cash'],
      voucherMonths: 1,
      foreignCash: foreignCash ? [foreignCash] : tenders.foreignCash,
    },
    printers: counter
      ? [
          { ...counter, codePage },
          { ...counter, id: 'bar', name: 'Bar', receipts: false, categoryIds: [bar], codePage },
        ]
      : [],
  });
  const trainee = { names: { en: 'Trainee', ko: '수습' }, rights: ['sell' as const], limits: { discountPpm: 0 } };
  await call.staff.putRole({ ...roleOf(floor, 'Cashier'), ...trainee, id: null });
  await floor.settled();
  const [lead, beginner] = HIRED;
  await call.staff.add({ ...lead, role: 'lead' });
  await call.staff.add({ ...beginner, role: traineeOf(floor) });
  await call.offers.putModifierGroups({
    groups: [
      ...state.offers.modifierGroups,
      {
        id: null,
        names: { en: 'Milk', ko: '우유' },
        many: false,
        modifiers: [{ id: null, names: { en: 'Oat', ko: '귀리' }, priceMinor: big(floor) / 20 }],
      },
    ],
  });
  await floor.settled();
  const group = state.offers.modifierGroups.at(-1)?.id ?? '';
  for (const [index, tile] of state.catalogue.tiles.entries()) {
    if (index % 3 === 2) continue;
    const { article } = await call.catalogue.article({ articleId: tile.id });
    const { archived: _, position: __, ...input } = article;
    await call.catalogue.put({
      ...input,
      stockCounted: index % 3 === 0,
      modifierGroupIds: index % 3 === 1 && article.variants.length === 0 ? [...article.modifierGroupIds, group] : article.modifierGroupIds,
    });
  }
  for (let count = 0; count < 5; count++) await customers(floor);
}
