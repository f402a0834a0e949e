// What a printer's paper is, and what it prints.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PRINTER_CODE_PAGES, type Printer } from '../../../shared/printers.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { useTill } from '../till.ts';
import { Choice } from './kind-fields.tsx';
import type { PrinterDraft } from './printer-draft.ts';

type Change = (part: Partial<PrinterDraft>) => void;

export function PaperFields({ draft, onChange }: { draft: PrinterDraft; onChange: Change }) {
  const { t } = useTranslation('printers');
  return (
    <>
      <div className="settings-row">
        <span>{t('width')}</span>
        <Segmented
          label={t('width')}
          segments={[
            { value: '58', label: '58 mm' },
            { value: '80', label: '80 mm' },
          ]}
          value={draft.widthMm === 58 ? '58' : '80'}
          onChange={(width) => onChange({ widthMm: width === '58' ? 58 : 80 })}
        />
      </div>
      <Choice
        label={t('codePage')}
        values={PRINTER_CODE_PAGES}
        wordsOf={(value) => t(`codePages.${value}`)}
        value={draft.codePage}
        onChange={(codePage) => onChange({ codePage })}
      />
    </>
  );
}

/** What it prints; what another printer prints so far is taken over from it. */
export function PrinterWork({ draft, onChange }: { draft: PrinterDraft; onChange: Change }) {
  const { t, i18n } = useTranslation('printers');
  const printers = useTill((till) => till.shop.printers);
  const categories = useTill((till) => till.catalogue.categories);
  const others = printers.filter(({ id }) => id !== draft.id);
  const now = (printer: Printer | undefined) => printer && <small>{t('now', { name: printer.name })}</small>;
  return (
    <fieldset className="printer-work">
      <legend>{t('prints')}</legend>
      <Check checked={draft.receipts} onCheck={(receipts) => onChange({ receipts })}>
        {t('receipts')} {now(others.find(({ receipts }) => receipts))}
      </Check>
      <p className="settings-hint">{t('slipsExplained')}</p>
      <div className="printer-categories">
        {categories.map(({ id, names }) => (
          <Check
            key={id}
            checked={draft.categoryIds.includes(id)}
            onCheck={(wanted) => onChange({ categoryIds: wanted ? [...draft.categoryIds, id] : draft.categoryIds.filter((other) => other !== id) })}
          >
            {nameIn(names, i18n.language)} {now(others.find(({ categoryIds }) => categoryIds.includes(id)))}
          </Check>
        ))}
      </div>
    </fieldset>
  );
}

export function Check({ checked, onCheck, children }: { checked: boolean; onCheck: (checked: boolean) => void; children: ReactNode }) {
  return (
    <label className="printer-check">
      <input type="checkbox" checked={checked} onChange={(event) => onCheck(event.target.checked)} />
      <span>{children}</span>
    </label>
  );
}
