// A slip for the kitchen or the bar: read from two metres, with wet hands. What is called off comes first.
import { TillError } from '../../shared/errors.ts';
import type { SlipLine } from '../../shared/kitchen.ts';
import type { Names } from '../../shared/line-item.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/receipt.ts';
import type { Language } from '../../shared/state.ts';
import type { PaperMaker } from '../receipts/paper-makers.ts';
import { centred, pair, RULE, small, when } from '../receipts/receipt-parts.ts';
import { RECEIPT_WORDS } from '../receipts/words.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { KitchenSlip, KitchenStore } from '../store/kitchen-store.ts';
import { KITCHEN_WORDS } from './words.ts';

export interface SlipPaperParts {
  store: KitchenStore;
  shop: () => ShopSettings;
  staffName: (staffId: string | null) => string;
}

/** Its subject is the slip. */
export function createSlipPaper({ store, shop, staffName }: SlipPaperParts): PaperMaker {
  return {
    document(slipId, copyNumber) {
      const slip = store.slip(slipId);
      if (!slip) throw new TillError('NOT_FOUND');
      return slipDocument(slip, { shop: shop(), staffName: staffName(slip.staffId), copyNumber });
    },
    printerId: (slipId) => store.slip(slipId)?.printer.id ?? null,
  };
}

/** What it is called over the counter. */
export function slipTitle({ label, receiptNumber, slipSeq }: Pick<KitchenSlip, 'label' | 'receiptNumber' | 'slipSeq'>): string {
  return [label || receiptNumber, `K${slipSeq}`].filter(Boolean).join(' · ');
}

export function slipDocument(
  slip: KitchenSlip,
  { shop, staffName, copyNumber }: { shop: ShopSettings; staffName: string; copyNumber: number },
): ReceiptDocument {
  // Staff read it: it speaks as their screen does.
  const language = shop.languages.cashier;
  const words = KITCHEN_WORDS[language];
  const title = slipTitle(slip);
  const time = new Intl.DateTimeFormat(language, { timeZone: shop.timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const calledOff = slip.lines.filter(({ quantity }) => quantity < 0);
  const ordered = slip.lines.filter(({ quantity }) => quantity > 0);
  return {
    title,
    language,
    copyNumber,
    blocks: [
      ...when(shop.practice, centred(RECEIPT_WORDS[language].practice, 'normal', true)),
      small(`${slip.printer.name} ${title}`.trim()),
      pair(staffName, time.format(slip.atMs)),
      ...when(copyNumber > 0, centred(RECEIPT_WORDS[language].copy(copyNumber), 'large', true)),
      RULE,
      centred(slip.label || slip.receiptNumber || `K${slip.slipSeq}`, 'large', true),
      ...(slip.dining === null ? [] : [centred(words.dining[slip.dining], slip.dining === 'takeaway' ? 'large' : 'normal', true)]),
      RULE,
      ...when(calledOff.length > 0, centred(words.calledOff, 'large', true)),
      ...listBlocks(calledOff, language),
      ...when(calledOff.length > 0 && ordered.length > 0, RULE, centred(words.ordered, 'large', true)),
      ...listBlocks(ordered, language),
      RULE,
    ],
  };
}

/** With air between the lines, so that each is found again. */
function listBlocks(lines: readonly SlipLine[], language: Language): ReceiptBlock[] {
  return lines.flatMap((line, index) => [...when(index > 0, { kind: 'space' }), ...lineBlocks(line, language)]);
}

function lineBlocks({ quantity, unit, names, modifiers, note }: SlipLine, language: Language): ReceiptBlock[] {
  const much = new Intl.NumberFormat(language).format(Math.abs(quantity));
  // Letters that every printer has: a sign of two columns costs the name its line.
  const sign = quantity < 0 ? '-' : '';
  return [
    { kind: 'text', text: `${sign}${much}${unit === 'kg' ? ' g' : 'x'} ${nameIn(names, language)}`, align: 'left', size: 'large', bold: true },
    ...modifiers.map(
      ({ names: its }): ReceiptBlock => ({ kind: 'text', text: `   + ${nameIn(its, language)}`, align: 'left', size: 'normal', bold: false }),
    ),
    ...when(note !== '', { kind: 'text', text: `   * ${note}`, align: 'left', size: 'normal', bold: true }),
  ];
}

function nameIn(names: Names, language: Language): string {
  return names[language] ?? Object.values(names)[0] ?? '';
}
