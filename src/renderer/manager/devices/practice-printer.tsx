// The simulated printer of the practice shop: told to run out of paper, so that everybody knows what then happens; and the
// last papers that came out of it.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PracticePrinterFault } from '../../../shared/contract.ts';
import type { PaperState } from '../../../shared/state.ts';
import { failureOf } from '../../failure.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { usePaperName } from '../../ui/paper-name.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { SettingsSection } from '../settings/settings-section.tsx';
import { useTill } from '../till.ts';
import { timeWords } from '../when.ts';

const FAULTS = ['none', 'paper_low', 'paper_out', 'cover_open', 'offline', 'reset_in_job'] as const satisfies PracticePrinterFault[];

/** Each picture is drawn by the till when it is asked for. */
const SHOWN_PAPERS = 5;

export function PracticePrinter() {
  const { t } = useTranslation('manager');
  const call = useCall();
  const { store } = useScreen();
  const papers = useTill((till) => till.paper.papers);
  const printers = useTill((till) => till.shop.printers).filter(({ connection }) => connection.kind === 'simulated');
  const [chosen, choose] = useState<string | null>(null);
  const printerId = printers.find(({ id }) => id === chosen)?.id ?? printers[0]?.id;
  const tell = async (fault: PracticePrinterFault) => {
    const outcome = await call((till) => till.practice.printer({ printerId, fault }));
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t(`practicePrinter.told.${fault}`) });
  };
  return (
    <SettingsSection title={t('practicePrinter.title')} explained={t('practicePrinter.explained')}>
      {printers.length > 1 && printerId !== undefined && (
        <Segmented
          label={t('practicePrinter.which')}
          segments={printers.map(({ id, name }) => ({ value: id, label: name }))}
          value={printerId}
          onChange={choose}
        />
      )}
      <div className="settings-actions">
        {FAULTS.map((fault) => (
          <Button key={fault} onClick={() => void tell(fault)}>
            {t(`practicePrinter.fault.${fault}`)}
          </Button>
        ))}
      </div>
      {papers.length === 0 ? (
        <p className="settings-hint">{t('practicePrinter.noPapers')}</p>
      ) : (
        <ul className="papers" aria-label={t('practicePrinter.papers')}>
          {papers.slice(0, SHOWN_PAPERS).map((paper) => (
            <li key={paper.id}>
              <Paper paper={paper} />
            </li>
          ))}
        </ul>
      )}
    </SettingsSection>
  );
}

function Paper({ paper }: { paper: PaperState['papers'][number] }) {
  const { t, i18n } = useTranslation('manager');
  const { client } = useScreen();
  const timeZone = useTill((till) => till.shop.timeZone);
  const [picture, setPicture] = useState<string | null>(null);
  const paperName = usePaperName();
  const name = paper.name ? paperName(paper.name) : t('practicePrinter.anotherPaper');
  // A paper that has no picture yet is asked for again with each new one.
  useEffect(() => {
    if (picture !== null) return;
    let wanted = true;
    client.printing.paper({ paperId: paper.id }).then(
      ({ pngBase64 }) => wanted && setPicture(`data:image/png;base64,${pngBase64}`),
      // The paper is gone with the printer's memory: its place stays blank.
      (error: unknown) => failureOf(error),
    );
    return () => {
      wanted = false;
    };
  }, [client, paper, picture]);
  return (
    <figure className="paper">
      {picture ? <img src={picture} alt={t('practicePrinter.paper', { name })} /> : <div className="paper-blank" />}
      <figcaption>
        {name} · {paper.printerName} · {timeWords(paper.printedAtMs, localeOf(i18n.language), timeZone)}
      </figcaption>
    </figure>
  );
}
