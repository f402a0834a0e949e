// Makes the printers' capability profiles from escpos-printer-db, with only what the till uses of it:
// `node scripts/printer-profiles.ts capabilities.json` (the file is in PyPI's python-escpos: `pip download python-escpos --no-deps`).
import fs from 'node:fs';

/** A profile as the database has it; what it does not know it calls `Unknown`. */
interface Described {
  vendor: string;
  name: string;
  media: { width?: { pixels?: number | string } };
  codePages: Record<string, string>;
  features: Record<string, boolean>;
}

const OUT = new URL('../src/hardware/printer/profiles/profiles.json', import.meta.url);
/** Customer displays speak ESC/POS too, and print nothing. `simple` and `default` are what we have without a profile. */
const LEFT_OUT = new Set(['AF-240', 'OCD-100', 'OCD-300', 'default', 'simple']);

function profileOf(id: string, { vendor, name, media, codePages, features }: Described) {
  const dots = media.width?.pixels;
  return {
    id,
    vendor,
    model: name,
    family: features.starCommands ? 'star' : 'escpos',
    dots: typeof dots === 'number' ? dots : null,
    /** The first number that selects it. */
    codePages: Object.fromEntries(
      Object.entries(codePages)
        .filter(([, page]) => page !== 'Unknown')
        .reverse()
        .map(([number, page]) => [page.toLowerCase(), Number(number)]),
    ),
    cutter: Boolean(features.paperFullCut || features.paperPartCut),
    raster: Boolean(features.bitImageRaster),
    barcode: Boolean(features.barcodeB),
    qr: Boolean(features.qrCode),
    pulse: Boolean(features.pulseStandard),
  };
}

const [source] = process.argv.slice(2);
if (source === undefined) {
  console.error('node scripts/printer-profiles.ts capabilities.json');
  process.exitCode = 2;
} else {
  const { profiles } = JSON.parse(fs.readFileSync(source, 'utf8')) as { profiles: Record<string, Described> };
  const kept = Object.entries(profiles)
    .filter(([id]) => !LEFT_OUT.has(id))
    .map(([id, described]) => profileOf(id, described));
  fs.writeFileSync(OUT, `[\n${kept.map((profile) => `  ${JSON.stringify(profile)}`).join(',\n')}\n]\n`);
  console.log(`${kept.length} profiles`);
}
