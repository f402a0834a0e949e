// The slip of a sale that is not paid yet: for a table, or to find a parked sale by. It says of itself that it is no receipt.
import { TillError } from '../../shared/errors.ts';
import type { Sale } from '../../shared/sale.ts';
import { exemptMinor } from '../../shared/sale-sums.ts';
import type { Language } from '../../shared/state.ts';
import { paidMinor } from '../../shared/tender.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { PaperMaker } from './paper-makers.ts';
import { linesOf } from './receipt-document.ts';
import { centred, framed, pair, RULE, speechOf, when } from './receipt-parts.ts';

interface OpenBillWords {
  name: string;
  noReceipt: string;
  discount: string;
  tip: string;
  paid: string;
  due: string;
}

const WORDS: Record<Language, OpenBillWords> = {
  en: { name: 'Open bill', noReceipt: 'THIS IS NOT A RECEIPT', discount: 'Discounts', tip: 'Tip', paid: 'Paid so far', due: 'Still to pay' },
  ko: { name: '주문표', noReceipt: '영수증이 아닙니다', discount: '할인', tip: '팁', paid: '받은 금액', due: '남은 금액' },
};

export interface OpenBillParts {
  /** The sale, open or ended. */
  sale: (saleId: string) => Sale | undefined;
  shop: () => ShopSettings;
  staffName: (staffId: string | null) => string;
}

export function createOpenBills({ sale: find, shop: settings, staffName }: OpenBillParts): PaperMaker {
  return {
    document(saleId, copyNumber) {
      const sale = find(saleId);
      if (!sale) throw new TillError('NOT_FOUND');
      const shop = settings();
      const speech = speechOf(shop);
      const { money } = speech;
      const words = WORDS[speech.language];
      const { totals, tipMinor, label, openedAtMs } = sale;
      const offMinor = totals.lines.reduce((sum, { promotionMinor, discountMinor }) => sum + promotionMinor + discountMinor, 0);
      const taxOffMinor = exemptMinor(sale);
      const taken = paidMinor(sale.tenders);
      const frame = { title: label, name: words.name, atMs: openedAtMs, shop, staffName: staffName(sale.staffId), copyNumber, speech };
      return framed(frame, [
        centred(label, 'large', true),
        centred(words.noReceipt, 'normal', true),
        RULE,
        ...linesOf(sale, speech),
        RULE,
        ...when(offMinor > 0, pair(words.discount, money(-offMinor))),
        ...when(taxOffMinor > 0, pair(speech.words.exempt(sale.taxExempt?.reason ?? ''), money(-taxOffMinor))),
        ...when(shop.taxMode === 'added' && totals.taxMinor > 0, pair(speech.words.tax, money(totals.taxMinor))),
        ...when(tipMinor > 0, pair(words.tip, money(tipMinor))),
        pair(speech.words.total, money(totals.totalMinor + tipMinor), 'large', true),
        ...when(taken > 0, pair(words.paid, money(taken)), pair(words.due, money(sale.dueMinor), 'normal', true)),
        centred(words.noReceipt, 'normal', true),
      ]);
    },
  };
}
