// What would come of a file: how many articles are new, changed, as they are, and which rows are not taken and why. All of those as a file, too.
import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportCheck, RejectedRow } from '../../../shared/article-files.ts';
import { useCall } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { saveFile } from '../save-file.ts';
import { CSV } from './use-export.ts';

/** As every program reads it: in quotes, with those inside doubled. */
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

export interface ImportReportProps {
  checked: Extract<ImportCheck, { kind: 'checked' }>;
  uploadId: string;
  header: readonly string[];
}

export function ImportReport({ checked, uploadId, header }: ImportReportProps) {
  const { t } = useTranslation('articles');
  const call = useCall();
  const [busy, setBusy] = useState(false);
  const { figures, rejected, writable } = checked;
  const reason = ({ fault, field, found }: RejectedRow) =>
    `${t(`import.faults.${fault}`)}${field ? ` (${t(`import.fields.${field}`)}${found === '' ? '' : `: ${found}`})` : ''}`;
  const save = async () => {
    setBusy(true);
    const outcome = await call(async (till) => {
      const lines = [[t('import.row'), t('import.reason'), ...header].map(quoted).join(',')];
      for await (const rows of await till.articleFiles.rejected({ uploadId }))
        for (const row of rows) lines.push([String(row.row), reason(row), ...row.cells].map(quoted).join(','));
      return lines;
    });
    setBusy(false);
    if (outcome.ok) saveFile('rejected.csv', [`\ufeff${outcome.value.join('\r\n')}\r\n`], CSV);
  };
  return (
    <section className="articles-report" aria-live="polite">
      <dl className="facts">
        {(['rows', 'added', 'changed', 'unchanged', 'newCategories', 'rejected'] as const).map((figure) => (
          <div key={figure}>
            <dt>{t(`import.figures.${figure}`)}</dt>
            <dd>{figures[figure].toLocaleString()}</dd>
          </div>
        ))}
      </dl>
      {!writable && <p data-wrong>{t(figures.rejected > 0 ? 'import.notWhole' : 'import.nothingNew')}</p>}
      {rejected.length > 0 && (
        <>
          <ol className="articles-rejected">
            {rejected.map((row) => (
              <li key={row.row}>
                <b>{t('import.rowNumber', { row: row.row })}</b> {reason(row)}
              </li>
            ))}
          </ol>
          <Button icon={FileDown} busy={busy} onClick={() => void save()}>
            {t('import.saveRejected', { count: figures.rejected })}
          </Button>
        </>
      )}
    </section>
  );
}
