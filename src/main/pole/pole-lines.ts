// What a pole display shows of the sale in hand: the line touched last and the total, what is due, the change. Pure.
import type { PoleLines } from '../../hardware/pole-display/pole-display.ts';
import type { LineItem, Names } from '../../shared/line-item.ts';
import { localeOf } from '../../shared/locale.ts';
import { formatMinor } from '../../shared/money.ts';
import { type Sale, tookMinor, toPayMinor } from '../../shared/sale.ts';
import type { CheckoutState, Language } from '../../shared/state.ts';
import { changeMinorOf } from '../../shared/tender.ts';

interface PoleWords {
  welcome: string;
  total: string;
  toPay: string;
  paid: string;
  change: string;
  thanks: string;
}

const WORDS: Record<Language, PoleWords> = {
  en: { welcome: 'Welcome', total: 'Total', toPay: 'To pay', paid: 'Paid', change: 'Change', thanks: 'Thank you' },
  ko: { welcome: '어서 오세요', total: '합계', toPay: '내실 금액', paid: '결제 완료', change: '거스름돈', thanks: '감사합니다' },
};

export interface PoleReading {
  shopName: string;
  currency: string;
  /** The customers'; English where the display has no glyphs for it. */
  language: Language;
  /** Whether the display has a glyph for each character. */
  covers(text: string): boolean;
}

export function poleLinesOf({ sale, lastLineId }: Pick<CheckoutState, 'sale' | 'lastLineId'>, reading: PoleReading): PoleLines {
  const language = Object.values(WORDS[reading.language]).every(reading.covers) ? reading.language : 'en';
  const words = WORDS[language];
  const money = (minor: number) => formatMinor(minor, reading.currency, localeOf(language));
  switch (sale.status) {
    case 'completed': {
      const changeMinor = changeMinorOf(sale.tenders);
      const paid = { left: words.paid, right: money(tookMinor(sale)) };
      return [paid, changeMinor > 0 ? { left: words.change, right: money(changeMinor) } : { left: words.thanks, right: '' }];
    }
    case 'tendering':
      return [
        { left: words.total, right: money(toPayMinor(sale)) },
        { left: words.toPay, right: money(sale.dueMinor) },
      ];
    default: {
      const line = sale.status === 'cancelled' ? undefined : (sale.lines.find(({ id }) => id === lastLineId) ?? sale.lines.at(-1));
      if (!line)
        return [
          { left: reading.covers(reading.shopName) ? reading.shopName : words.welcome, right: '' },
          { left: '', right: '' },
        ];
      return [
        { left: `${quantityOf(line)}${nameOf(line.names, language, reading)}`, right: money(amountOf(sale, line)) },
        { left: words.total, right: money(toPayMinor(sale)) },
      ];
    }
  }
}

/** In the customers' language, or another one that the display has glyphs for. */
function nameOf(names: Names, language: Language, { covers }: PoleReading): string {
  const [first = ''] = [names[language], names.en, ...Object.values(names)].filter((name) => name !== undefined && covers(name));
  return first;
}

/** `2 x `, `0.250 kg `; nothing before a single piece. */
function quantityOf({ unit, quantity }: LineItem): string {
  if (unit === 'kg') return `${(quantity / 1000).toFixed(3)} kg `;
  return quantity === 1 ? '' : `${quantity} x `;
}

/** As it stands in the cart: what was taken off it is gone, and a tax that comes on top is in the total. */
function amountOf({ totals }: Sale, { id }: LineItem): number {
  const line = totals.lines.find(({ lineId }) => lineId === id);
  return line ? line.listMinor - line.promotionMinor - line.discountMinor : 0;
}
