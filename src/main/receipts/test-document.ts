// The paper that shows whether a printer is set right: its width to the edges, its letters, its sizes, its cutter.
import { TillError } from '../../shared/errors.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { PaperMaker } from './paper-makers.ts';
import { centred, framed, pair, RULE, small, speechOf } from './receipt-parts.ts';

/** Its subject is the printer. */
export function createTestPaper({ shop, nowMs }: { shop: () => ShopSettings; nowMs: () => number }): PaperMaker {
  return {
    document(printerId, copyNumber) {
      const printer = shop().printers.find(({ id }) => id === printerId);
      if (!printer) throw new TillError('NOT_FOUND');
      const speech = speechOf(shop());
      const { words, money } = speech;
      const frame = { title: printer.name, name: words.testPrint, atMs: nowMs(), shop: shop(), staffName: '', copyNumber, speech };
      return framed(frame, [
        centred(`${printer.widthMm} mm`, 'large', true),
        pair('|', '|'),
        small('ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789'),
        small('가나다라마바사아자차카타파하 · ÄÖÜäöüß éèêç ñ € ₩ £'),
        RULE,
        pair(words.total, money(123_456_789), 'large', true),
        pair(words.total, money(123_456_789)),
      ]);
    },
  };
}
