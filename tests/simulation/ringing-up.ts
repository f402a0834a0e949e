// How a basket comes about: articles with variants, weights, ages and choices, scans, labels of the scale, open amounts, vouchers.
import { checkDigit } from '../../src/shared/barcode.ts';
import type { Floor } from './floor.ts';

/** At least one line is in the sale after it, unless everything was refused. */
export async function basket(floor: Floor, most = 3): Promise<void> {
  await floor.fresh();
  for (let lines = 1 + floor.random.below(most); lines > 0; lines--) await anything(floor);
  await floor.settled();
  if (floor.sale().lines.length === 0) await open(floor);
  if (floor.sale().lines.length === 0) throw new Error(`nothing can be rung up: ${JSON.stringify(floor.sale())}`);
}

async function anything(floor: Floor): Promise<void> {
  const chance = floor.random.next();
  if (chance < 0.6) await tile(floor);
  else if (chance < 0.8) await scan(floor);
  else if (chance < 0.86) await label(floor);
  else if (chance < 0.93) await open(floor);
  else await chosen(floor);
  await floor.settled();
}

async function add(floor: Floor, articleId: string, quantity: number, priceMinor?: number): Promise<void> {
  const { call } = floor.cashier;
  const ring = () => call.sale.addArticle({ articleId, quantity, ...(priceMinor !== undefined && { priceMinor }) });
  const before = floor.done.of('article: AGE_UNCHECKED');
  await floor.attempt('article', ring);
  if (floor.done.of('article: AGE_UNCHECKED') === before) return;
  const oldEnough = floor.random.chance(0.9);
  await floor.attempt('age', () => call.catalogue.checkAge({ saleId: floor.sale().id, years: 19, oldEnough }));
  if (oldEnough) await floor.attempt('article', ring);
}

async function tile(floor: Floor): Promise<void> {
  const { random } = floor;
  const { id, variants, unit, priceMinor } = random.pick(floor.cashier.state.catalogue.tiles);
  const variant = variants.length > 0 ? random.pick(variants) : null;
  const quantity = unit === 'kg' ? 50 + random.below(2000) : 1 + random.below(3);
  const needsPrice = (variant ? variant.priceMinor : priceMinor) === null;
  await add(floor, variant?.id ?? id, quantity, needsPrice ? floor.id().length * 100 : undefined);
}

async function scan(floor: Floor): Promise<void> {
  const { articles } = floor.shop;
  const { barcodes, variants } = floor.random.pick(articles.filter(({ unit, minimumAge }) => unit === 'piece' && minimumAge === 0));
  const codes = [...barcodes, ...variants.flatMap((variant) => variant.barcodes)];
  if (codes.length > 0) await floor.attempt('scan', () => floor.cashier.call.sale.addBarcode({ barcode: floor.random.pick(codes) }));
}

/** A label of the shop's scale: grams in the place of the code's zeros. */
async function label(floor: Floor): Promise<void> {
  const weighed = floor.shop.articles.filter(({ unit }) => unit === 'kg');
  const [code] = weighed.length > 0 ? floor.random.pick(weighed).barcodes : [];
  if (!code) return;
  const digits = `${code.slice(0, 7)}${String(30 + floor.random.below(3000)).padStart(5, '0')}`;
  await floor.attempt('label', () => floor.cashier.call.sale.addBarcode({ barcode: `${digits}${checkDigit(digits)}` }));
}

export async function open(floor: Floor): Promise<void> {
  const amountMinor = (1 + floor.random.below(200)) * (floor.currency === 'KRW' ? 100 : 5);
  await floor.attempt('open amount', () => floor.cashier.call.sale.addOpenAmount({ amountMinor, name: floor.random.chance(0.5) ? 'Flowers' : '' }));
  await floor.settled();
}

/** Something with choices, made on its line. */
async function chosen(floor: Floor): Promise<void> {
  const { random } = floor;
  const choices = floor.cashier.state.catalogue.tiles.filter(
    ({ modifierGroupIds, variants }) => modifierGroupIds.length > 0 && variants.length === 0,
  );
  if (choices.length === 0) return tile(floor);
  await add(floor, random.pick(choices).id, 1);
  await floor.settled();
  const line = floor.sale().lines.at(-1);
  if (!line) return;
  const groups = (await floor.attempt('choices', () => floor.cashier.call.sale.modifierGroups({ lineId: line.id }))) ?? [];
  const modifierIds = groups.flatMap(({ modifiers }) => modifiers.slice(0, 1).map(({ id }) => id));
  await floor.attempt('choose', () => floor.cashier.call.sale.changeLine({ lineId: line.id, modifierIds, note: random.chance(0.3) ? 'hot' : '' }));
}
