// Ringing up: each tap changes the sale in hand and is shown; after an ended sale the first one begins the next.
import { TillError } from '../../shared/errors.ts';
import type { LineItem } from '../../shared/line-item.ts';
import type { Article } from '../../shared/state.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { Hand } from './hand.ts';
import { addLine, changeLine, isFinal, removeLine } from './sale-rules.ts';

export interface RingingUpParts {
  hand: Hand;
  shop: () => ShopSettings;
  findArticle: (articleId: string) => Article | undefined;
  findBarcode: (barcode: string) => Article | undefined;
  newId: () => string;
}

export interface RingingUp {
  addArticle(articleId: string, quantity: number, staffId: string): void;
  addBarcode(barcode: string, staffId: string): void;
  addOpenAmount(amountMinor: number, name: string, staffId: string): void;
  changeLine(lineId: string, change: { quantity?: number | undefined; note?: string | undefined }, staffId: string): void;
  removeLine(lineId: string, staffId: string): void;
  /** Puts an ended sale away. */
  next(saleId: string): void;
}

export function createRingingUp({ hand, shop, findArticle, findBarcode, newId }: RingingUpParts): RingingUp {
  const add = (line: Pick<LineItem, 'articleId' | 'names' | 'unitPriceMinor' | 'quantity' | 'taxClassId'>, staffId: string) => {
    const { taxClasses, taxMode, taxRounding } = shop();
    const pricing = { taxMode, taxRounding };
    const taxClass = taxClasses.find((other) => other.id === line.taxClassId);
    if (!taxClass) throw new Error(`tax class ${line.taxClassId} is not in the settings`);
    if (isFinal(hand.sale)) hand.begin();
    const plain: Pick<LineItem, 'unit' | 'modifiers' | 'discount' | 'promotionIds' | 'note'> = {
      unit: 'piece',
      modifiers: [],
      discount: null,
      promotionIds: [],
      note: '',
    };
    const rungUp = { ...line, ...plain, id: newId(), ownTaxClassId: line.taxClassId, taxRatePpm: taxClass.ratePpm };
    const { sale, lineId } = addLine(hand.sale, rungUp, pricing);
    hand.tap({ sale: { ...sale, staffId: sale.staffId ?? staffId }, lastLineId: lineId, staffId });
  };
  const addFound = (article: Article, quantity: number, staffId: string) =>
    add({ articleId: article.id, names: article.names, unitPriceMinor: article.priceMinor, quantity, taxClassId: article.taxClassId }, staffId);

  return {
    addArticle(articleId, quantity, staffId) {
      const article = findArticle(articleId);
      if (!article) throw new TillError('NOT_FOUND');
      addFound(article, quantity, staffId);
    },
    addBarcode(barcode, staffId) {
      const article = findBarcode(barcode);
      if (!article) throw new TillError('UNKNOWN_BARCODE', { barcode });
      addFound(article, 1, staffId);
    },
    addOpenAmount(amountMinor, name, staffId) {
      const taxClass = shop().taxClasses[0];
      if (!taxClass) throw new Error('no tax class in the settings');
      add(
        {
          articleId: null,
          names: name === '' ? { en: 'Open amount', ko: '직접 입력' } : { [shop().languages.cashier]: name },
          unitPriceMinor: amountMinor,
          quantity: 1,
          taxClassId: taxClass.id,
        },
        staffId,
      );
    },
    changeLine(lineId, change, staffId) {
      hand.tap({ sale: changeLine(hand.sale, lineId, change, shop()), lastLineId: lineId, staffId });
    },
    removeLine(lineId, staffId) {
      hand.tap({ sale: removeLine(hand.sale, lineId, shop()), lastLineId: null, staffId });
    },
    next(saleId) {
      if (hand.sale.id !== saleId) return;
      if (!isFinal(hand.sale)) throw new TillError('SALE_CHANGED');
      hand.begin();
    },
  };
}
