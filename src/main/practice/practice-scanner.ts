// Whoever, in practice, holds the simulated scanner before the shop's goods: one article after the other, as they stand on the tiles.
import { TillError } from '../../shared/errors.ts';
import type { SimulatedDevices } from '../devices/simulated.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';

export interface PracticeScanner {
  /** PRACTICE_ONLY where there is no such simulated scanner; NOT_FOUND where no article has a barcode. */
  scan(deviceId: string): Promise<void>;
}

export function createPracticeScanner(
  { scanners }: Pick<SimulatedDevices, 'scanners'>,
  store: Pick<CatalogueStore, 'tiles' | 'whole'>,
): PracticeScanner {
  let next = 0;
  return {
    async scan(deviceId) {
      const scanner = scanners.get(deviceId);
      if (!scanner) throw new TillError('PRACTICE_ONLY');
      const barcodes = store.tiles().flatMap(({ id }) => store.whole(id)?.barcodes.slice(0, 1) ?? []);
      const barcode = barcodes[next % barcodes.length];
      if (barcode === undefined) throw new TillError('NOT_FOUND');
      next += 1;
      await scanner.scan(barcode);
    },
  };
}
