// One kind of file: what it is for, what can be chosen about it, and the key that makes and saves it.
import { Download } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportKind, ExportWish } from '../../../shared/accounting.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { saveFile } from '../save-file.ts';
import { SettingsSection } from '../settings/settings-section.tsx';
import { fetchExport } from './fetch-export.ts';

const MEDIA_TYPES: Record<ExportKind, string> = {
  payments: 'text/csv',
  postings: 'text/csv',
  cash_register: 'application/zip',
  journal: 'application/jsonl',
};

export function ExportRow({ wish, children, onSaved }: { wish: ExportWish; children?: ReactNode; onSaved: () => void }) {
  const { t, i18n } = useTranslation('exports');
  const call = useCall();
  const { store } = useScreen();
  const [share, setShare] = useState<number | null>(null);
  const [saved, setSaved] = useState<{ fileName: string; sha256: string } | null>(null);
  const percent = new Intl.NumberFormat(localeOf(i18n.language), { style: 'percent' });
  const save = async () => {
    setShare(0);
    const outcome = await call((till) => fetchExport(till, wish, setShare));
    setShare(null);
    if (!outcome.ok) return;
    if (!outcome.value) {
      store.getState().notify({ tone: 'trouble', title: t('nothing.title'), body: t(`nothing.${wish.kind === 'cash_register' ? 'zs' : 'days'}`) });
      return;
    }
    const { file, bytes } = outcome.value;
    saveFile(file.fileName, bytes, MEDIA_TYPES[wish.kind]);
    setSaved(file);
    onSaved();
  };
  const name = t(`kind.${wish.kind}.title`);
  return (
    <SettingsSection title={name} explained={t(`kind.${wish.kind}.explained`)}>
      {children}
      <Button icon={Download} busy={share !== null} onClick={() => void save()}>
        {share === null ? t('save') : t('making', { share: percent.format(share) })}
        <span className="visually-hidden"> {name}</span>
      </Button>
      {saved && (
        <p className="settings-hint exports-saved" role="status">
          {t('saved', { fileName: saved.fileName })} <span className="exports-hash">SHA-256 {saved.sha256}</span>
        </p>
      )}
    </SettingsSection>
  );
}
