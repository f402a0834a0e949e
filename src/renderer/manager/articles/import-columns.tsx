// How a file is read: its letters, what stands between its columns, and what each of them is, over its first rows.
import { useTranslation } from 'react-i18next';
import { CSV_DELIMITERS, CSV_ENCODINGS, type CsvFormat, type CsvPreview, IMPORT_FIELDS, type ImportField } from '../../../shared/article-files.ts';
import { Choice } from './fields.tsx';

const DELIMITER_NAMES = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;
const ENCODING_NAMES = { 'utf-8': 'UTF-8', 'euc-kr': 'CP949 (EUC-KR)', 'windows-1252': 'Windows-1252' } as const;
const SHOWN_ROWS = 3;

export interface ImportColumnsProps {
  preview: CsvPreview;
  onFormat: (format: Partial<CsvFormat>) => void;
  onColumns: (columns: CsvPreview['columns']) => void;
}

export function ImportColumns({ preview, onFormat, onColumns }: ImportColumnsProps) {
  const { t } = useTranslation('articles');
  const { format, header, rows, columns } = preview;
  const encoding = (value: string) => CSV_ENCODINGS.find((one) => one === value);
  const delimiter = (value: string) => CSV_DELIMITERS.find((one) => one === value);
  const set = (index: number, field: ImportField | null) =>
    // A field is in one column: the one that had it before has it no more.
    onColumns(columns.map((column, at) => (at === index ? field : column === field ? null : column)));
  return (
    <>
      <div className="articles-pair">
        <Choice
          label={t('import.encoding')}
          value={format.encoding}
          options={CSV_ENCODINGS.map((id) => ({ id, name: ENCODING_NAMES[id] }))}
          onValue={(value) => onFormat({ encoding: encoding(value) ?? format.encoding })}
        />
        <Choice
          label={t('import.delimiter')}
          value={format.delimiter}
          options={CSV_DELIMITERS.map((id) => ({ id, name: t(`import.delimiters.${DELIMITER_NAMES[id]}`) }))}
          onValue={(value) => onFormat({ delimiter: delimiter(value) ?? format.delimiter })}
        />
      </div>
      <Choice
        label={t('import.decimal')}
        value={format.decimal}
        options={[
          { id: '.', name: '1,234.50' },
          { id: ',', name: '1.234,50' },
        ]}
        onValue={(value) => onFormat({ decimal: value === ',' ? ',' : '.' })}
      />
      <ul className="articles-columns">
        {header.map((heading, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name that is theirs alone.
          <li key={index}>
            <div>
              <b>{heading}</b>
              <span className="articles-about">
                {rows
                  .slice(0, SHOWN_ROWS)
                  .map((row) => row[index] ?? '')
                  .filter((cell) => cell !== '')
                  .join(' · ')}
              </span>
            </div>
            <select
              className="field"
              aria-label={t('import.columnIs', { heading })}
              value={columns[index] ?? ''}
              onChange={(event) => set(index, IMPORT_FIELDS.find((field) => field === event.target.value) ?? null)}
            >
              <option value="">{t('import.notRead')}</option>
              {IMPORT_FIELDS.map((field) => (
                <option key={field} value={field}>
                  {t(`import.fields.${field}`)}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ul>
    </>
  );
}
