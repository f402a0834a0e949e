// The code that is printed on receipts: which kind the shop's scanners read, and how it looks.
import { useTranslation } from 'react-i18next';
import { CODES_ON_PAPER, type CodeOnPaper, codeBlocks } from '../../../shared/receipt.ts';
import { useCall } from '../../screen.tsx';
import { ReceiptPaper } from '../../ui/receipt-paper.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useTill } from '../till.ts';
import { SettingsSection } from './settings-section.tsx';

export function CodeOnPaperSection() {
  const { t, i18n } = useTranslation('papers');
  const call = useCall();
  const kept = useTill((till) => till.shop.codeOnPaper);
  const title = useTill((till) => `${till.shop.terminalId}-000123`);
  const choose = (codeOnPaper: CodeOnPaper) => void call((till) => till.shop.change({ codeOnPaper }));
  return (
    <SettingsSection title={t('code.title')} explained={t('code.explained')}>
      <Segmented
        label={t('code.label')}
        segments={CODES_ON_PAPER.map((value) => ({ value, label: t(`code.kinds.${value}`) }))}
        value={kept}
        onChange={choose}
      />
      <p>{t(`code.says.${kept}`)}</p>
      <div className="settings-code">
        <ReceiptPaper document={{ title, language: i18n.language, copyNumber: 0, blocks: codeBlocks(title, kept) }} label={t('code.preview')} />
      </div>
    </SettingsSection>
  );
}
