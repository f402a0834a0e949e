// A file of articles: chosen, read as it seems to be written, its columns named, looked through without writing anything, and then written.
import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CsvPreview, ImportCheck } from '../../../shared/article-files.ts';
import { useCall } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useTill } from '../till.ts';
import { Choice } from './fields.tsx';
import { ImportColumns } from './import-columns.tsx';
import { ImportReport } from './import-report.tsx';
import { useUpload } from './use-upload.ts';

const MODES = ['all_or_nothing', 'skip_bad'] as const;
type Checked = Extract<ImportCheck, { kind: 'checked' }>;

export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('articles');
  const call = useCall();
  const chooser = useRef<HTMLInputElement>(null);
  const allTaxClasses = useTill((till) => till.shop.taxClasses);
  const taxClasses = allTaxClasses.filter(({ retired }) => !retired);
  const upload = useUpload();
  const [preview, setPreview] = useState<CsvPreview | null>(null);
  const [mode, setMode] = useState<(typeof MODES)[number]>('all_or_nothing');
  const [taxClassId, setTaxClassId] = useState(taxClasses[0]?.id ?? '');
  const [progress, setProgress] = useState<number | null>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [busy, setBusy] = useState(false);
  const { uploadId } = upload;
  /** What was checked is not what is chosen now. */
  const changed = () => setChecked(null);
  const look = async (id: string, format: Partial<CsvPreview['format']>) => {
    changed();
    const outcome = await call((till) => till.articleFiles.preview({ uploadId: id, format }));
    if (outcome.ok) setPreview(outcome.value);
  };
  const choose = async (file: File | undefined) => {
    if (!file) return;
    setPreview(null);
    changed();
    const id = await upload.start(file);
    if (id !== null) await look(id, {});
  };
  const check = async () => {
    if (uploadId === null || !preview || progress !== null) return;
    changed();
    setProgress(0);
    const plan = { uploadId, format: preview.format, columns: preview.columns, taxClassId, mode };
    await call(async (till) => {
      for await (const news of await till.articleFiles.check(plan)) {
        if (news.kind === 'progress') setProgress(news.bytesRead / news.bytes);
        else setChecked(news);
      }
    });
    setProgress(null);
  };
  const write = async () => {
    if (uploadId === null) return;
    setBusy(true);
    const outcome = await call((till) => till.articleFiles.write({ uploadId }));
    setBusy(false);
    if (!outcome.ok) return;
    upload.written();
    onClose();
  };
  const leave = () => {
    upload.forget();
    onClose();
  };
  return (
    <Dialog
      title={t('import.title')}
      shape="sheet"
      onClose={leave}
      actions={
        checked?.writable ? (
          <Button kind="primary" size="large" busy={busy} onClick={() => void write()}>
            {t('import.write', { count: checked.figures.added + checked.figures.changed })}
          </Button>
        ) : preview ? (
          <Button
            kind="primary"
            size="large"
            busy={progress !== null}
            disabled={!preview.columns.some((column) => column !== null)}
            onClick={() => void check()}
          >
            {t('import.check')}
          </Button>
        ) : (
          <Button kind="primary" size="large" icon={FileUp} busy={upload.sent !== null} onClick={() => chooser.current?.click()}>
            {t('import.choose')}
          </Button>
        )
      }
    >
      <div className="settings-form articles-import">
        {!preview && <p>{t('import.explained')}</p>}
        {upload.sent !== null && <progress max={1} value={upload.sent} aria-label={t('import.sending')} />}
        {preview && (
          <>
            <ImportColumns
              preview={preview}
              onFormat={(format) => uploadId !== null && void look(uploadId, { ...preview.format, ...format })}
              onColumns={(columns) => {
                changed();
                setPreview({ ...preview, columns });
              }}
            />
            <Choice
              label={t('import.tax')}
              value={taxClassId}
              options={taxClasses.map(({ id, name }) => ({ id, name }))}
              onValue={(id) => {
                changed();
                setTaxClassId(id);
              }}
            />
            <Segmented
              label={t('import.mode')}
              segments={MODES.map((value) => ({ value, label: t(`import.modes.${value}`) }))}
              value={mode}
              onChange={(value) => {
                changed();
                setMode(value);
              }}
            />
            <p className="settings-hint">{t(`import.modesExplained.${mode}`)}</p>
            {progress !== null && <progress max={1} value={progress} aria-label={t('import.checking')} />}
            {checked && uploadId !== null && <ImportReport checked={checked} uploadId={uploadId} header={preview.header} />}
            <Button kind="plain" icon={FileUp} onClick={() => chooser.current?.click()}>
              {t('import.other')}
            </Button>
          </>
        )}
        <input
          ref={chooser}
          className="visually-hidden"
          type="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          tabIndex={-1}
          aria-hidden
          onChange={(event) => {
            void choose(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </div>
    </Dialog>
  );
}
