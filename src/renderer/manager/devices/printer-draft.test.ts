import { describe, expect, it } from 'vitest';
import { type Printer, printersSchema, USUAL_PRINTER } from '../../../shared/printers.ts';
import type { Connection } from './connection-draft.ts';
import { newPrinter, printerDraftOf, printerOf, withPrinter } from './printer-draft.ts';

const printer = (id: string, more: Partial<Printer> = {}): Printer => ({
  id,
  name: id,
  ...USUAL_PRINTER,
  connection: { kind: 'simulated' },
  widthMm: 58,
  receipts: false,
  categoryIds: [],
  ...more,
});
const CONNECTIONS: (Connection & Printer['connection'])[] = [
  { kind: 'simulated' },
  { kind: 'tcp', host: '192.168.0.20', port: 9100 },
  { kind: 'serial', path: '/dev/ttyUSB0', baudRate: 38_400, frame: '7E1' },
  { kind: 'file', path: '/dev/usb/lp0' },
];

describe('a printer’s settings while they are typed', () => {
  it('are what is kept until something is changed', () => {
    for (const connection of CONNECTIONS) {
      const kept = printer('one', { connection, receipts: true, categoryIds: ['coffee'] });
      expect(printerOf(printerDraftOf(kept))).toEqual(kept);
    }
  });

  it('start with the usual port and speed, and the first printer with the receipts', () => {
    const draft = { ...newPrinter('one', true), name: ' Counter ' };
    expect(printerOf({ ...draft, connection: { ...draft.connection, host: ' printer.local ' } })).toMatchObject({
      name: 'Counter',
      receipts: true,
      connection: { host: 'printer.local', port: 9100 },
    });
    expect(printerOf({ ...draft, connection: { ...draft.connection, kind: 'serial', path: 'COM3' } })?.connection).toEqual({
      kind: 'serial',
      path: 'COM3',
      baudRate: 19_200,
      frame: '8N1',
    });
    expect(newPrinter('two', false).receipts).toBe(false);
  });

  it('cannot be kept while something is missing or out of range', () => {
    const first = newPrinter('one', true);
    const tcp = { ...first, name: 'Bar', connection: { ...first.connection, host: 'printer' } };
    const reached = (part: Partial<typeof tcp.connection>) => printerOf({ ...tcp, connection: { ...tcp.connection, ...part } });
    expect(printerOf(tcp)).not.toBeNull();
    expect(printerOf({ ...tcp, name: ' ' })).toBeNull();
    expect(reached({ host: ' ' })).toBeNull();
    for (const port of ['', '0', '65536', '91OO', '-1', '9100.5']) expect(reached({ port })).toBeNull();
    expect(reached({ kind: 'serial', path: 'COM3', baudRate: '100' })).toBeNull();
    expect(reached({ kind: 'serial', path: '' })).toBeNull();
    expect(reached({ kind: 'file', path: '' })).toBeNull();
    // No printer is a card reader.
    expect(reached({ kind: 'pcsc' })).toBeNull();
  });
});

describe('a printer among the others', () => {
  const shop = [printer('counter', { receipts: true }), printer('kitchen', { categoryIds: ['food', 'soup'] })];

  it('takes over what it is to print', () => {
    const bar = printer('bar', { receipts: true, categoryIds: ['soup'] });
    const after = withPrinter(shop, bar);
    expect(after).toEqual([printer('counter'), printer('kitchen', { categoryIds: ['food'] }), bar]);
    expect(printersSchema.safeParse(after).success).toBe(true);
  });

  it('keeps its place', () => {
    expect(withPrinter(shop, printer('counter', { name: 'Front' })).map(({ name }) => name)).toEqual(['Front', 'kitchen']);
  });
});
