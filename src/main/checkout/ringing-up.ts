// Ringing up: each tap changes the sale in hand and is shown; after an ended sale the first one begins the next.
import type { Sellable } from '../../shared/article.ts';
import { TillError } from '../../shared/errors.ts';
import { gramsAt, type LineItem, stockOf } from '../../shared/line-item.ts';
import { VOUCHER_NAMES, VOUCHER_TAX_CLASS } from '../../shared/voucher.ts';
import type { Scanned } from '../catalogue/scanned.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import { alsoRungUp, type Hand } from './hand.ts';
import { addLine, isFinal, quantityOf } from './sale-rules.ts';
import type { Terms } from './terms.ts';

export interface RingingUpParts {
  hand: Hand;
  shop: () => ShopSettings;
  terms: Terms;
  /** NOT_FOUND, ARTICLE_ARCHIVED, VARIANT_NEEDED. */
  sellable: (id: string) => Sellable;
  /** UNKNOWN_BARCODE, ARTICLE_ARCHIVED, VARIANT_NEEDED. */
  scanned: (barcode: string) => Scanned;
  /** AGE_UNCHECKED while nobody has made sure that the customer is so old. */
  refuseUnlessOldEnough: (saleId: string, sellable: Sellable) => void;
  /** OUT_OF_STOCK in a shop that sells only what is there. */
  refuseUnlessThere: (sellableId: string, quantity: number) => void;
  newId: () => string;
}

export interface RingingUp {
  /**
   * Pieces, or grams; null: one piece. PRICE_NEEDED and WEIGHT_NEEDED where the article has none of its own, AGE_UNCHECKED,
   * OUT_OF_STOCK, and what the catalogue refuses.
   */
  addArticle(sellableId: string, quantity: number | null, staffId: string, priceMinor?: number): void;
  /** Once for each `scanId`. GOODS_EXPIRED, unless they are to be sold all the same. */
  addBarcode(barcode: string, staffId: string, how?: { sellExpired?: boolean | undefined; scanId?: string | undefined }): void;
  addOpenAmount(amountMinor: number, name: string, staffId: string): void;
  /** A voucher to be issued when the sale is paid. TENDER_NOT_TAKEN where the shop has none. */
  addVoucher(amountMinor: number, staffId: string): void;
  /** Puts an ended sale away. */
  next(saleId: string): void;
}

export function createRingingUp({
  hand,
  shop,
  terms,
  sellable,
  scanned,
  refuseUnlessOldEnough,
  refuseUnlessThere,
  newId,
}: RingingUpParts): RingingUp {
  const add = (
    line: Pick<LineItem, 'articleId' | 'names' | 'unit' | 'unitPriceMinor' | 'quantity' | 'pieceGrams' | 'expiredOn'>,
    of: Sellable | null,
    taxClassId: string,
    staffId: string,
    scanId?: string,
  ) => {
    if (isFinal(hand.sale)) hand.begin();
    const { lines, dining: saidDining } = hand.sale;
    const dining = lines.length === 0 ? terms.usualDining() : saidDining;
    const rungUp: LineItem = {
      ...line,
      id: newId(),
      usualPriceMinor: null,
      modifiers: [],
      ownTaxClassId: taxClassId,
      ...terms.taxOf(taxClassId, dining),
      discount: null,
      // Nothing is taken off a voucher: it is money.
      promotionIds: taxClassId === VOUCHER_TAX_CLASS ? [] : terms.promotionIdsFor(of),
      note: '',
    };
    const { sale, lineId } = addLine({ ...hand.sale, dining }, rungUp, terms.pricing());
    hand.tap({ sale: { ...sale, staffId: sale.staffId ?? staffId }, lastLineId: lineId, staffId, ...alsoRungUp(hand.draft, scanId) });
  };
  const addSellable = (
    of: Sellable,
    { quantity, labelPriceMinor, expiredOn }: Omit<Scanned, 'sellable'>,
    staffId: string,
    { typedMinor, scanId }: { typedMinor?: number | undefined; scanId?: string | undefined } = {},
  ) => {
    const priceMinor = labelPriceMinor ?? of.priceMinor ?? typedMinor;
    if (priceMinor === undefined) throw new TillError('PRICE_NEEDED', { articleId: of.id });
    // What a label says it costs is what it costs, to the minor unit: as a piece, whatever it weighs.
    const unit = labelPriceMinor === null ? of.unit : 'piece';
    if (unit === 'kg' && quantity === null) throw new TillError('WEIGHT_NEEDED', { articleId: of.id });
    // It leaves the stock all the same: by the gram, as far as the price of a kilogram tells.
    const pieceGrams = of.unit === 'kg' && labelPriceMinor !== null ? gramsAt(labelPriceMinor, of.priceMinor) : null;
    const line = { articleId: of.id, names: of.names, unit, unitPriceMinor: priceMinor, quantity: quantity ?? 1, pieceGrams, expiredOn };
    if (isFinal(hand.sale)) hand.begin();
    refuseUnlessOldEnough(hand.sale.id, of);
    refuseUnlessThere(of.id, quantityOf(hand.sale, line) + stockOf(line).quantity);
    add(line, of, of.taxClassId, staffId, scanId);
  };

  return {
    addArticle(sellableId, quantity, staffId, priceMinor) {
      addSellable(sellable(sellableId), { quantity, labelPriceMinor: null, expiredOn: null }, staffId, { typedMinor: priceMinor });
    },
    addBarcode(barcode, staffId, { sellExpired = false, scanId } = {}) {
      if (scanId !== undefined && hand.draft.rungUp.includes(scanId)) return;
      const { sellable: found, ...said } = scanned(barcode);
      if (said.expiredOn !== null && !sellExpired) throw new TillError('GOODS_EXPIRED', { name: nameOf(found, shop()), day: said.expiredOn });
      addSellable(found, said, staffId, { scanId });
    },
    addOpenAmount(amountMinor, name, staffId) {
      const taxClass = shop().taxClasses.find(({ retired }) => !retired);
      if (!taxClass) throw new Error('no tax class in the settings');
      add(
        {
          articleId: null,
          names: name === '' ? { en: 'Open amount', ko: '직접 입력' } : { [shop().languages.cashier]: name },
          unit: 'piece',
          unitPriceMinor: amountMinor,
          quantity: 1,
          pieceGrams: null,
          expiredOn: null,
        },
        null,
        taxClass.id,
        staffId,
      );
    },
    addVoucher(amountMinor, staffId) {
      if (!shop().tenders.kinds.includes('voucher')) throw new TillError('TENDER_NOT_TAKEN');
      const line = {
        articleId: null,
        names: VOUCHER_NAMES,
        unit: 'piece',
        unitPriceMinor: amountMinor,
        quantity: 1,
        pieceGrams: null,
        expiredOn: null,
      } as const;
      add(line, null, VOUCHER_TAX_CLASS, staffId);
    },
    next(saleId) {
      if (hand.sale.id !== saleId) return;
      if (!isFinal(hand.sale)) throw new TillError('SALE_CHANGED');
      hand.begin();
    },
  };
}

function nameOf({ names }: Sellable, { languages }: ShopSettings): string {
  return names[languages.cashier] ?? names.en ?? Object.values(names)[0] ?? '';
}
