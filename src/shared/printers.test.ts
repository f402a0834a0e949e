import { expect, test } from 'vitest';
import { type Printer, printersSchema, receiptPrinterOf, USUAL_PRINTER } from './printers.ts';

const printer = (id: string, more: Partial<Printer> = {}): Printer => ({
  id,
  name: id,
  connection: { kind: 'tcp', host: 'printer.local', port: 9100 },
  ...USUAL_PRINTER,
  receipts: false,
  categoryIds: [],
  ...more,
});

test('a shop may have no printer, or several that share its work', () => {
  const shared = [printer('counter', { receipts: true }), printer('kitchen', { categoryIds: ['food'] }), printer('bar', { categoryIds: ['drinks'] })];
  expect(printersSchema.parse(shared)).toEqual(shared);
  expect(receiptPrinterOf(shared)?.id).toBe('counter');
  expect(printersSchema.parse([])).toEqual([]);
  expect(receiptPrinterOf([])).toBeUndefined();
});

test.each([
  ['two of one id', [printer('one'), printer('one', { name: 'other' })]],
  ['two of one name', [printer('one', { name: 'Bar' }), printer('two', { name: 'Bar' })]],
  ['two for receipts', [printer('one', { receipts: true }), printer('two', { receipts: true })]],
  ['two for the slips of one category', [printer('one', { categoryIds: ['food'] }), printer('two', { categoryIds: ['food', 'drinks'] })]],
  ['one without a name', [printer('one', { name: ' ' })]],
  ['a ninth', Array.from({ length: 9 }, (_, n) => printer(`${n}`))],
])('a shop cannot have %s', (_, printers) => {
  expect(printersSchema.safeParse(printers).success).toBe(false);
});
