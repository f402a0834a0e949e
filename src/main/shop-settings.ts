// The shop's settings: in memory as the journal last said, changed by a manager, published to screens.
import type { ChartOfAccounts } from '../shared/accounting.ts';
import type { SettingsChange } from '../shared/contract.ts';
import { TillError } from '../shared/errors.ts';
import type { MailSettings } from '../shared/mail.ts';
import type { SellingSettings } from '../shared/selling.ts';
import type { Language, ShopState } from '../shared/state.ts';
import type { TaxClass } from '../shared/tax-class.ts';
import type { ShopSettings } from './store/facts/shop-facts.ts';
import type { Journal } from './store/journal.ts';

export interface ShopSettingsParts {
  journal: Journal;
  /** As the table has them. */
  stored: ShopSettings;
  ownShopExists: () => boolean;
  publish: (state: ShopState) => void;
  /** Told after the change is on the disk. */
  onChange: (before: ShopSettings, after: ShopSettings) => void;
}

export interface LiveSettings {
  current(): ShopSettings;
  /** The mail server has a call of its own, since its password goes elsewhere: `besides` is done in the same transaction. */
  change(change: SettingsChange & { mail?: MailSettings | null }, staffId: string, besides?: () => void): void;
  speak(audience: 'cashier' | 'customer', language: Language, staffId: string | null): void;
  putChart(chart: ChartOfAccounts, staffId: string): void;
}

export function createLiveSettings({ journal, stored, ownShopExists, publish, onChange }: ShopSettingsParts): LiveSettings {
  let settings = stored;
  const tell = () => {
    // Who keeps the books asks for it; no screen shows it.
    const { accounting: _chart, ...shown } = settings;
    publish({ ...shown, ownShopExists: ownShopExists() });
  };
  const put = (next: ShopSettings, staffId: string | null, besides?: () => void) => {
    const before = settings;
    journal.transact((append) => {
      besides?.();
      append('shop_changed', { settings: next }, staffId);
    });
    settings = next;
    tell();
    onChange(before, next);
  };
  tell();
  return {
    current: () => settings,
    change(
      {
        name,
        timeZone,
        dayStartsAtHour,
        addressLines,
        footerLines,
        codeOnPaper,
        logo,
        languages,
        printers,
        devices,
        officePrinter,
        taxClasses,
        taxRounding,
        selling,
        lightning,
        tenders,
        articles,
        typingScanners,
        lockAfterMinutes,
        digitalReceipts,
        mail,
      },
      staffId,
      besides,
    ) {
      put(
        {
          ...settings,
          ...(name !== undefined && { name }),
          ...(timeZone !== undefined && { timeZone }),
          ...(dayStartsAtHour !== undefined && { dayStartsAtHour }),
          ...(addressLines && { addressLines }),
          ...(footerLines && { footerLines }),
          ...(codeOnPaper && { codeOnPaper }),
          ...(logo !== undefined && { logo }),
          ...(lockAfterMinutes !== undefined && { lockAfterMinutes }),
          ...(languages && { languages: { ...settings.languages, ...given(languages) } }),
          ...(printers && { printers }),
          ...(devices && { devices }),
          ...(officePrinter !== undefined && { officePrinter }),
          ...(tenders && { tenders }),
          ...(lightning && { lightning: { ...settings.lightning, ...given(lightning) } }),
          ...(articles && { articles }),
          ...(typingScanners && { typingScanners }),
          ...(digitalReceipts && { digitalReceipts }),
          ...(mail !== undefined && { mail }),
          ...(taxClasses && { taxClasses: refuseUnlessSound(settings.taxClasses, taxClasses) }),
          ...(taxRounding && { taxRounding }),
          ...(selling && { selling: refuseUnlessTaxed({ ...settings.selling, ...given(selling) }, taxClasses ?? settings.taxClasses) }),
        },
        staffId,
        besides,
      );
    },
    putChart: (accounting, staffId) => put({ ...settings, accounting }, staffId),
    speak(audience, language, staffId) {
      if (settings.languages[audience] !== language) put({ ...settings, languages: { ...settings.languages, [audience]: language } }, staffId);
    },
  };
}

/** A tip's tax class is one of the shop's. */
function refuseUnlessTaxed(selling: SellingSettings, taxClasses: readonly TaxClass[]): SellingSettings {
  const { taxClassId } = selling.tips;
  if (taxClassId !== null && !taxClasses.some(({ id }) => id === taxClassId)) throw new TillError('NOT_FOUND');
  return selling;
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** What is there and undefined is left out, too. */
function given<T extends object>(change: T): Given<T> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Given<T>;
}

/** Articles and old sales name classes for ever: none goes, one is left to offer, and each switch leads somewhere. */
function refuseUnlessSound(before: readonly TaxClass[], taxClasses: readonly TaxClass[]): TaxClass[] {
  const ids = new Set(taxClasses.map(({ id }) => id));
  if (before.some(({ id }) => !ids.has(id))) throw new TillError('NOT_FOUND');
  const leadsNowhere = taxClasses.some(({ takeawayClassId }) => takeawayClassId !== null && !ids.has(takeawayClassId));
  if (ids.size !== taxClasses.length || taxClasses.every(({ retired }) => retired) || leadsNowhere) throw new TillError('BAD_INPUT');
  return [...taxClasses];
}
