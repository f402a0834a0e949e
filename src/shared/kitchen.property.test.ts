// Whatever happens to lines before they are paid, a kitchen that adds up its slips has the lines as they are.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSameOrder, type OrderedLine, type SlipLine, slipsFor, type ToldLine, withPartsMoved, withSlip } from './kitchen.ts';

const ARTICLES = ['coffee', 'soup', 'newspaper'] as const;
const PRINTER: Record<(typeof ARTICLES)[number], string | null> = { coffee: 'bar', soup: 'kitchen', newspaper: null };

type Step =
  | { do: 'add'; article: number; quantity: number }
  | { do: 'change'; line: number; quantity: number }
  | { do: 'note'; line: number; note: string }
  | { do: 'remove'; line: number }
  | { do: 'send' }
  | { do: 'split'; line: number; quantity: number }
  | { do: 'merge' }
  | { do: 'swap' };

const quantity = fc.integer({ min: 1, max: 5 });
const line = fc.nat(9);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('add' as const), article: fc.nat(2), quantity }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('change' as const), line, quantity }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('note' as const), line, note: fc.constantFrom('', 'no salt') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), line }) },
  { weight: 4, arbitrary: fc.constant({ do: 'send' as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('split' as const), line, quantity }) },
  { weight: 1, arbitrary: fc.constant({ do: 'merge' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'swap' as const }) },
);

interface Open {
  lines: OrderedLine[];
  told: ToldLine[];
}

/** Two open sales; the first is in hand. */
function live(steps: Step[]) {
  let hand: Open = { lines: [], told: [] };
  let aside: Open = { lines: [], told: [] };
  let ids = 0;
  /** All slips that came out, at each printer. */
  const kitchens = new Map<string, SlipLine[]>();

  const send = (sale: Open) => {
    for (const [printerId, slip] of slipsFor(sale.lines, sale.told, () => true)) {
      for (const { quantity: much } of slip) expect(much).not.toBe(0);
      kitchens.set(printerId, [...(kitchens.get(printerId) ?? []), ...slip]);
      sale.told = withSlip(sale.told, printerId, slip);
    }
    // Told once, there is nothing to tell.
    expect(slipsFor(sale.lines, sale.told, () => true).size).toBe(0);
  };
  const pick = (at: number) => hand.lines[at % Math.max(1, hand.lines.length)];

  for (const next of steps) {
    switch (next.do) {
      case 'add': {
        const articleId = ARTICLES[next.article] ?? 'coffee';
        ids += 1;
        hand.lines = [
          ...hand.lines,
          {
            lineId: `line-${ids}`,
            articleId,
            names: { en: articleId },
            unit: 'piece',
            modifiers: [],
            note: '',
            quantity: next.quantity,
            printerId: PRINTER[articleId],
          },
        ];
        break;
      }
      case 'change':
      case 'note': {
        const chosen = pick(next.line);
        const change = next.do === 'note' ? { note: next.note } : { quantity: next.quantity };
        hand.lines = hand.lines.map((one) => (one === chosen ? { ...one, ...change } : one));
        break;
      }
      case 'remove': {
        const chosen = pick(next.line);
        hand.lines = hand.lines.filter((one) => one !== chosen);
        break;
      }
      case 'send':
        send(hand);
        break;
      case 'split': {
        const chosen = pick(next.line);
        if (!chosen) break;
        const whole = next.quantity >= chosen.quantity;
        ids += 1;
        const part = whole ? chosen : { ...chosen, lineId: `line-${ids}`, quantity: next.quantity };
        const stays = hand.lines.flatMap((one) => (one !== chosen ? [one] : whole ? [] : [{ ...one, quantity: one.quantity - next.quantity }]));
        const told = withPartsMoved(hand.told, stays, [part]);
        const goes = ({ lineId }: ToldLine) => lineId === part.lineId || stays.length === 0;
        hand = { lines: stays, told: told.filter((one) => !goes(one)) };
        aside = { lines: [...aside.lines, part], told: [...aside.told, ...told.filter(goes)] };
        break;
      }
      case 'merge':
        hand = { lines: [...hand.lines, ...aside.lines], told: [...hand.told, ...aside.told] };
        aside = { lines: [], told: [] };
        break;
      case 'swap':
        [hand, aside] = [aside, hand];
        break;
    }
  }
  for (const sale of [hand, aside]) send(sale);
  return { lines: [...hand.lines, ...aside.lines], kitchens };
}

/** The slips added up: what a cook who reads all of them makes. */
function sum(slips: readonly SlipLine[]): SlipLine[] {
  const orders: SlipLine[] = [];
  for (const slip of slips) {
    const known = orders.find((order) => isSameOrder(order, slip));
    if (known) known.quantity += slip.quantity;
    else orders.push({ ...slip });
  }
  return orders.filter(({ quantity: much }) => much !== 0);
}
const plain = (orders: readonly SlipLine[]) => orders.map(({ articleId, note, quantity: much }) => `${much} ${articleId} ${note}`).sort();

test('the slips of each kitchen add up to the lines as they are in the end', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { lines, kitchens } = live(steps);
      for (const printerId of ['bar', 'kitchen']) {
        const wanted = lines.filter((one) => one.printerId === printerId);
        expect(plain(sum(kitchens.get(printerId) ?? []))).toEqual(plain(sum(wanted)));
      }
      expect([...kitchens.keys()].every((printerId) => printerId === 'bar' || printerId === 'kitchen')).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('at no time a kitchen is told to take back what it was not told', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      for (const slips of live(steps).kitchens.values())
        for (let count = 1; count <= slips.length; count += 1)
          for (const { quantity: much } of sum(slips.slice(0, count))) expect(much).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

test('a part of a line that goes to another sale was told there', () => {
  const soup = { articleId: 'soup', names: { en: 'Soup' }, unit: 'piece', modifiers: [], note: '' } as const;
  const order = (lineId: string, much: number) => ({ ...soup, modifiers: [], lineId, quantity: much });
  const told = [{ ...order('a', 3), printerId: 'kitchen' }];
  expect(withPartsMoved(told, [order('a', 2)], [order('b', 1)])).toMatchObject([
    { lineId: 'a', quantity: 2 },
    { lineId: 'b', quantity: 1 },
  ]);
  // One of the three was added after the slip, and is told where it stays.
  expect(withPartsMoved([{ ...order('a', 2), printerId: 'kitchen' }], [order('a', 2)], [order('b', 1)])).toMatchObject([
    { lineId: 'a', quantity: 2 },
  ]);
});

test('a printer that is gone is told nothing new', () => {
  const coffee = { lineId: 'a', articleId: 'coffee', names: {}, unit: 'piece', modifiers: [], note: '' } as const;
  const told: ToldLine[] = [{ ...coffee, modifiers: [], quantity: 1, printerId: 'old' }];
  const slips = slipsFor([{ ...coffee, modifiers: [], quantity: 3, printerId: 'new' }], told, (printerId) => printerId === 'new');
  expect([...slips]).toMatchObject([['new', [{ quantity: 2 }]]]);
});
