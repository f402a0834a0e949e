// One report: its picture, the same in numbers under it, and as a file.
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportTable } from '../../../shared/report-table.ts';
import type { SalesFilter } from '../../../shared/reports.ts';
import { InNumbers } from '../charts/in-numbers.tsx';
import { TableView } from './table-view.tsx';

export interface ChartSectionProps {
  table: ReportTable;
  filterOf?: (row: number) => SalesFilter | null;
  wide?: boolean;
  children?: ReactNode;
}

export function ChartSection({ table, filterOf, wide, children }: ChartSectionProps) {
  const { t } = useTranslation('reports');
  const titleId = useId();
  return (
    <section className="report-section" aria-labelledby={titleId} data-wide={wide || undefined}>
      <h2 id={titleId}>{table.title}</h2>
      {children}
      <InNumbers label={t('inNumbers')}>
        <TableView table={table} filterOf={filterOf} />
      </InNumbers>
    </section>
  );
}
