// The settings an own shop starts with: three answers, and the rest from the currency. The tax is only a start, the usual
// rate of the country (or of the largest one) that has the currency; whoever runs the shop knows better and changes it.

import { firstChart } from '../../shared/accounting.ts';
import { DEFAULT_ARTICLE_SETTINGS } from '../../shared/barcode.ts';
import type { OwnShop } from '../../shared/contract.ts';
import { FIRST_DIGITAL_RECEIPT_SETTINGS } from '../../shared/digital-receipt.ts';
import { DEFAULT_LIGHTNING_SETTINGS } from '../../shared/lightning.ts';
import { DEFAULT_SELLING_SETTINGS } from '../../shared/selling.ts';
import type { Language } from '../../shared/state.ts';
import { PLAIN_TAX_CLASS } from '../../shared/tax-class.ts';
import { FIRST_TENDER_SETTINGS } from '../../shared/tender-settings.ts';
import type { TaxMode } from '../../shared/totals.ts';
import { FIRST_TYPING_SCANNERS } from '../../shared/typing-scanners.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';

interface Start {
  taxMode: TaxMode;
  taxName: string;
  ratePpm: number;
  /** Where most of those live who pay with the currency. */
  timeZone: string;
}

const included = (taxName: string, ratePpm: number, timeZone: string): Start => ({ taxMode: 'included', taxName, ratePpm, timeZone });
const added = (taxName: string, ratePpm: number, timeZone: string): Start => ({ taxMode: 'added', taxName, ratePpm, timeZone });

const STARTS: Record<string, Start> = {
  AUD: included('GST', 100_000, 'Australia/Sydney'),
  BRL: included('Impostos', 0, 'America/Sao_Paulo'),
  CAD: added('GST', 50_000, 'America/Toronto'),
  CHF: included('MWST', 81_000, 'Europe/Zurich'),
  CZK: included('DPH', 210_000, 'Europe/Prague'),
  DKK: included('Moms', 250_000, 'Europe/Copenhagen'),
  EUR: included('VAT', 190_000, 'Europe/Berlin'),
  GBP: included('VAT', 200_000, 'Europe/London'),
  HUF: included('ÁFA', 270_000, 'Europe/Budapest'),
  JPY: included('消費税', 100_000, 'Asia/Tokyo'),
  KRW: included('부가세', 100_000, 'Asia/Seoul'),
  MXN: included('IVA', 160_000, 'America/Mexico_City'),
  NOK: included('MVA', 250_000, 'Europe/Oslo'),
  NZD: included('GST', 150_000, 'Pacific/Auckland'),
  PHP: included('VAT', 120_000, 'Asia/Manila'),
  PLN: included('VAT', 230_000, 'Europe/Warsaw'),
  SEK: included('Moms', 250_000, 'Europe/Stockholm'),
  SGD: included('GST', 90_000, 'Asia/Singapore'),
  THB: included('VAT', 70_000, 'Asia/Bangkok'),
  // Each state, county and city has its own: zero until the shop says which.
  USD: added('Sales tax', 0, 'America/New_York'),
  ZAR: included('VAT', 150_000, 'Africa/Johannesburg'),
};

const WORDS: Record<Language, { shop: string; tax: string; thanks: string; discountReasons: string[] }> = {
  en: { shop: 'My shop', tax: 'Tax', thanks: 'Thank you!', discountReasons: ['Regular', 'Staff', 'Damaged', 'Goodwill'] },
  ko: { shop: '우리 가게', tax: '세금', thanks: '감사합니다.', discountReasons: ['단골', '직원', '하자', '서비스'] },
};

/**
 * `machineZone` is the IANA zone this machine is set to. It tells Helsinki from Berlin, which the currency does not; a
 * machine that stands at UTC was never set, and the currency's zone serves.
 */
export function ownShopSettings({ language, currency }: OwnShop, machineZone: string): Omit<ShopSettings, 'terminalId' | 'practice'> {
  const words = WORDS[language];
  const { taxMode, taxName, ratePpm, timeZone } = STARTS[currency] ?? included(words.tax, 0, 'UTC');
  const zone = /^(Etc\/.*|UTC|GMT)$/.test(machineZone) ? timeZone : machineZone;
  return {
    name: words.shop,
    addressLines: [],
    footerLines: [words.thanks],
    codeOnPaper: 'qr',
    logo: null,
    officePrinter: null,
    currency,
    taxMode,
    taxRounding: 'sale',
    taxClasses: [{ id: 'standard', name: taxName, ratePpm, ...PLAIN_TAX_CLASS }],
    selling: { ...DEFAULT_SELLING_SETTINGS, discountReasons: words.discountReasons },
    dayStartsAtHour: 0,
    timeZone: zone,
    languages: { cashier: language, customer: language, receipt: language },
    printers: [],
    devices: [],
    lightning: DEFAULT_LIGHTNING_SETTINGS,
    tenders: FIRST_TENDER_SETTINGS,
    articles: DEFAULT_ARTICLE_SETTINGS,
    typingScanners: FIRST_TYPING_SCANNERS,
    lockAfterMinutes: 5,
    accounting: firstChart({ currency, timeZone: zone }),
    digitalReceipts: FIRST_DIGITAL_RECEIPT_SETTINGS,
    mail: null,
  };
}
