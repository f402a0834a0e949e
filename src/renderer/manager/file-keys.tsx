// The keys that save a report, or one of its tables, as a file: for spreadsheets, for programs, for paper.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FILE_FORMATS, type FileFormat, type FileWanted, type ReportOfFile } from '../../shared/report-file.ts';
import { useCall } from '../screen.tsx';
import type { TillClient } from '../till-client.ts';
import { Button } from '../ui/button.tsx';
import { PrintKey } from './print-key.tsx';
import { saveFile } from './save-file.ts';
import './file-keys.css';

export interface FileKeysProps {
  report: ReportOfFile;
  /** One of its tables alone, by its id. */
  table?: string;
  /** What is saved, for who hears the keys' names alone; as people call it. */
  of: string;
}

export function FileKeys({ report, table, of }: FileKeysProps) {
  const { t } = useTranslation('files');
  const call = useCall();
  const [making, make] = useState<FileFormat | null>(null);
  const save = async (format: FileFormat) => {
    make(format);
    const outcome = await call((till) => fetchFile(till, { report, table, format }));
    make(null);
    if (outcome.ok) saveFile(outcome.value.fileName, outcome.value.bytes, outcome.value.mediaType);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: three buttons are no fieldset; nothing is filled in.
    <div className="file-keys" role="group" aria-label={t('label', { of })}>
      {FILE_FORMATS.toReversed().map((format) => (
        <Button
          key={format}
          busy={making === format}
          disabled={making !== null}
          onClick={() => void save(format)}
          aria-label={t('save', { of, format: t(`format.${format}`) })}
        >
          {t(`format.${format}`)}
        </Button>
      ))}
      <PrintKey report={report} of={of} {...(table !== undefined && { table })} />
    </div>
  );
}

/** All of its pieces, in their order. */
async function fetchFile(till: TillClient, wanted: FileWanted): Promise<{ fileName: string; mediaType: string; bytes: Uint8Array<ArrayBuffer>[] }> {
  const file = { fileName: '', mediaType: '' };
  const bytes: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of await till.reports.file(wanted)) {
    if (part.kind === 'bytes') bytes.push(Uint8Array.from(atob(part.base64), (character) => character.charCodeAt(0)));
    else {
      file.fileName = part.fileName;
      file.mediaType = part.mediaType;
    }
  }
  return { ...file, bytes };
}
