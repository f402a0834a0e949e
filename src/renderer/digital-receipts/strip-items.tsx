// What the strip says of receipts without paper: nothing while all is well, mails that wait or need somebody, and links that do not work.
import { Link2Off, Mail } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/icon.tsx';
import { useTill } from './till.ts';

export function DigitalReceiptItems() {
  const { t } = useTranslation('digitalReceipts');
  const waiting = useTill((till) => till.mail.waitingCount);
  const asks = useTill((till) => till.mail.askCount);
  const held = useTill((till) => till.mail.trouble);
  const failed = useTill(({ digitalReceipts: { link } }) => (link.status === 'failed' ? link.reason : null));
  return (
    <>
      {waiting + asks > 0 && (
        <span className="status-item" data-tone={asks > 0 || held ? 'trouble' : 'well'} title={held ? t(`trouble.${held}`) : undefined}>
          <Icon of={Mail} size={20} />
          <span>
            {t('strip.mail')} {waiting > 0 && <b>{t('strip.waiting', { count: waiting })}</b>}
            {asks > 0 && <b> {t('strip.asks', { count: asks })}</b>}
          </span>
        </span>
      )}
      {failed && (
        <span className="status-item" data-tone="trouble">
          <Icon of={Link2Off} size={20} />
          <span>
            {t('strip.link')} <b>{t(`linkTrouble.${failed}`)}</b>
          </span>
        </span>
      )}
    </>
  );
}
