// What a scanner sees on a paper: the codes in its picture, read by a reader that is not ours.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });

export interface ReadCode {
  format: string;
  text: string;
}

/** All codes on a PNG, from top to bottom. */
export async function codesOn(png: Uint8Array): Promise<ReadCode[]> {
  const read = await readBarcodes(png, { formats: ['Code128', 'QRCode'], tryHarder: true });
  return read
    .filter(({ isValid }) => isValid)
    .sort((one, other) => one.position.topLeft.y - other.position.topLeft.y)
    .map(({ format, text }) => ({ format, text }));
}
