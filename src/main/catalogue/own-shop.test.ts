import { describe, expect, it } from 'vitest';
import { shopSettingsSchema } from '../store/facts/shop-facts.ts';
import { ownShopSettings } from './own-shop.ts';

const answers = (currency: string, language: 'en' | 'ko' = 'en') => ({
  language,
  currency,
  pin: '471108',
  article: { name: 'Coffee', priceMinor: 300 },
});

describe('an own shop', () => {
  it.each([
    ['KRW', 'included', 100_000, 'Asia/Seoul'],
    ['EUR', 'included', 190_000, 'Europe/Berlin'],
    ['USD', 'added', 0, 'America/New_York'],
    ['GBP', 'included', 200_000, 'Europe/London'],
    ['JPY', 'included', 100_000, 'Asia/Tokyo'],
    ['CHF', 'included', 81_000, 'Europe/Zurich'],
  ] as const)('in %s starts with prices %s the tax, %i ppm, %s', (currency, taxMode, ratePpm, timeZone) => {
    const settings = ownShopSettings(answers(currency), 'UTC');
    expect(settings).toMatchObject({ currency, taxMode, timeZone, taxClasses: [{ ratePpm }] });
    expect(shopSettingsSchema.safeParse({ ...settings, terminalId: 'T1', practice: false }).error).toBeUndefined();
  });

  it('is where the machine is, when the machine knows', () => {
    expect(ownShopSettings(answers('EUR'), 'Europe/Helsinki').timeZone).toBe('Europe/Helsinki');
    expect(ownShopSettings(answers('EUR'), 'Etc/UTC').timeZone).toBe('Europe/Berlin');
  });

  it('starts without tax in a currency that we know nothing about', () => {
    expect(ownShopSettings(answers('XTS'), 'UTC')).toMatchObject({ taxMode: 'included', taxClasses: [{ ratePpm: 0 }], timeZone: 'UTC' });
  });

  it('speaks the language that was chosen, to everybody', () => {
    const settings = ownShopSettings(answers('KRW', 'ko'), 'Asia/Seoul');
    expect(settings.languages).toEqual({ cashier: 'ko', customer: 'ko', receipt: 'ko' });
    expect(settings.name).toBe('우리 가게');
  });

  it('sends no receipt to a printer that nobody has connected', () => {
    expect(ownShopSettings(answers('KRW'), 'UTC').printers).toEqual([]);
  });

  it('has a zone that Intl knows for every currency it knows', () => {
    for (const currency of Intl.supportedValuesOf('currency')) {
      const { timeZone } = ownShopSettings(answers(currency), 'UTC');
      expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
    }
  });
});
