import { describe, expect, it } from 'vitest';
import type { PrinterSettings } from '../../../shared/state.ts';
import { draftOf, samePrinter, settingsOf } from './printer-draft.ts';

const PRINTERS: PrinterSettings[] = [
  { kind: 'none' },
  { kind: 'simulated', widthMm: 58 },
  { kind: 'tcp', host: '192.168.0.20', port: 9100, widthMm: 80, codePage: 'pc858' },
  { kind: 'serial', path: '/dev/ttyUSB0', baudRate: 38_400, widthMm: 58, codePage: 'cp949' },
];

describe('the printer’s settings while they are typed', () => {
  it('are what is kept until something is changed', () => {
    for (const printer of PRINTERS) expect(settingsOf(draftOf(printer))).toEqual(printer);
  });

  it('tell one printer from every other', () => {
    for (const one of PRINTERS) expect(PRINTERS.filter((other) => samePrinter(one, other))).toEqual([one]);
  });

  it('start with the usual port and speed', () => {
    expect(settingsOf({ ...draftOf({ kind: 'none' }), kind: 'tcp', host: ' printer.local ' })).toMatchObject({ host: 'printer.local', port: 9100 });
    expect(settingsOf({ ...draftOf({ kind: 'none' }), kind: 'serial', path: 'COM3' })).toMatchObject({ path: 'COM3', baudRate: 19_200 });
  });

  it('cannot be kept while something is missing or out of range', () => {
    const tcp = { ...draftOf({ kind: 'none' }), kind: 'tcp' as const, host: 'printer' };
    expect(settingsOf({ ...tcp, host: ' ' })).toBeNull();
    for (const port of ['', '0', '65536', '91OO', '-1', '9100.5']) expect(settingsOf({ ...tcp, port })).toBeNull();
    expect(settingsOf({ ...tcp, kind: 'serial', path: 'COM3', baudRate: '300' })).toBeNull();
    expect(settingsOf({ ...tcp, kind: 'serial', path: '' })).toBeNull();
  });
});
