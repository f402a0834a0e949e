import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deviceIdOf, findDeviceFiles } from './device-files.ts';

let directory: string;
beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'flash-till-files-'));
});
afterEach(() => fs.rmSync(directory, { recursive: true, force: true }));

const write = (name: string, text = '') => {
  fs.mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
  fs.writeFileSync(path.join(directory, name), text);
};
const find = () => findDeviceFiles({ files: [path.join(directory, 'dev/usb'), path.join(directory, 'dev')], about: path.join(directory, 'sys') });

test('printers on USB are named as they name themselves, then parallel ports; nothing else is', async () => {
  write('dev/usb/lp10');
  write('dev/usb/lp2');
  write('dev/usb/hiddev0');
  write('dev/lp0');
  write('dev/lp');
  write('sys/lp2/device/ieee1284_id', 'MFG:EPSON;CMD:ESC/POS;MDL:TM-T20III;CLS:PRINTER;\n');
  write('sys/lp10/product', 'USB Printer');
  write('sys/lp10/manufacturer', 'Xprinter\n');
  write('sys/lp10/device/bInterfaceClass', '07');
  expect(await find()).toEqual([
    { path: path.join(directory, 'dev/usb/lp2'), vendor: 'EPSON', product: 'TM-T20III', allowed: true },
    { path: path.join(directory, 'dev/usb/lp10'), vendor: 'Xprinter', product: 'USB Printer', allowed: true },
    { path: path.join(directory, 'dev/lp0'), vendor: '', product: '', allowed: true },
  ]);
});

test.skipIf(process.getuid?.() === 0)('one that the till may not open is said to be so', async () => {
  write('dev/usb/lp0');
  fs.chmodSync(path.join(directory, 'dev/usb/lp0'), 0o444);
  expect(await find()).toMatchObject([{ allowed: false }]);
});

test('a machine without such files has none', async () => {
  expect(await find()).toEqual([]);
});

test.each([
  ['MANUFACTURER:Star Micronics;MODEL:TSP100', { vendor: 'Star Micronics', product: 'TSP100' }],
  ['', { vendor: '', product: '' }],
  [';;:;MDL', { vendor: '', product: '' }],
])('device id %j', (text, expected) => {
  expect(deviceIdOf(text)).toEqual(expected);
});
