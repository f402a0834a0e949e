// The currencies a shop can keep its books in (ISO 4217, in use today), the likely ones first.
import type { Language } from '../../shared/state.ts';

const COMMON: Record<Language, readonly string[]> = {
  en: ['USD', 'EUR', 'GBP', 'KRW', 'JPY', 'CHF'],
  ko: ['KRW', 'USD', 'JPY', 'EUR', 'CNY', 'THB'],
};

const IN_USE =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK ' +
  'DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW ' +
  'KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR ' +
  'PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU ' +
  'UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG';

export function commonCurrencies(language: Language): readonly string[] {
  return COMMON[language];
}

/** All others with their names in `locale`, by name. */
export function otherCurrencies(common: readonly string[], locale: string): { code: string; name: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'currency' });
  return IN_USE.split(' ')
    .filter((code) => !common.includes(code))
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
}

export function currencyName(code: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'currency' }).of(code) ?? code;
}
