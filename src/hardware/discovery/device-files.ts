// The device files of this machine that take bytes as they are: printers on USB (/dev/usb/lp0) and parallel ports (/dev/lp0).
// Linux only; elsewhere there are none.
import fs from 'node:fs/promises';
import path from 'node:path';
import type { FoundDeviceFile } from '../../shared/discovery.ts';

/** Where they are, and where the system says what they are. */
const PLACES = { files: ['/dev/usb', '/dev'], about: '/sys/class/usbmisc' };

/** Rejects where a folder cannot be read that is there. */
export async function findDeviceFiles({ files, about } = PLACES): Promise<FoundDeviceFile[]> {
  const found = await Promise.all(files.map((directory) => findIn(directory, about)));
  return found.flat();
}

async function findIn(directory: string, about: string): Promise<FoundDeviceFile[]> {
  const names = await fs.readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return await Promise.all(
    names
      .filter((name) => /^lp\d+$/.test(name))
      .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
      .map(async (name) => {
        const file = path.join(directory, name);
        const allowed = await fs.access(file, fs.constants.R_OK | fs.constants.W_OK).then(
          () => true,
          () => false,
        );
        return { path: file, ...(await whatItIs(path.join(about, name, 'device'))), allowed };
      }),
  );
}

/** By the IEEE 1284 device id that USB printers have, or what the USB device above it is called. */
async function whatItIs(device: string): Promise<{ vendor: string; product: string }> {
  const text = (name: string) =>
    fs.readFile(path.join(device, name), 'utf8').then(
      (said) => said.trim(),
      () => '',
    );
  const { vendor, product } = deviceIdOf(await text('ieee1284_id'));
  return { vendor: vendor || (await text('../manufacturer')), product: product || (await text('../product')) };
}

/** `MFG:EPSON;CMD:ESC/POS;MDL:TM-T20III;CLS:PRINTER;` (IEEE 1284-2000, 7.6). */
export function deviceIdOf(text: string): { vendor: string; product: string } {
  const said = new Map(
    text.split(';').map((field) => {
      const colon = field.indexOf(':');
      return [field.slice(0, Math.max(colon, 0)).trim().toUpperCase(), field.slice(colon + 1).trim()] as const;
    }),
  );
  return { vendor: said.get('MFG') ?? said.get('MANUFACTURER') ?? '', product: said.get('MDL') ?? said.get('MODEL') ?? '' };
}
