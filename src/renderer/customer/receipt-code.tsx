// The receipt as a code beside "paid", or alone when the cashier shows an earlier one again.
import { useTranslation } from 'react-i18next';
import type { ReceiptCode } from '../../shared/digital-receipt.ts';
import { Qr } from '../ui/qr.tsx';
import { useTill } from './use-till.ts';

/** The code that belongs to what is on the screen now. */
export function useReceiptCode(): ReceiptCode | null {
  return useTill(({ receiptCode: { shown }, checkout: { sale } }) => (shown?.whileSaleId === sale.id ? shown : null));
}

export function ReceiptCodePicture({ code }: { code: ReceiptCode }) {
  const { t } = useTranslation('digitalReceipts');
  return (
    <figure className="customer-receipt">
      <div className="customer-receipt-code">
        <Qr data={code.data} correction="L" label={t('customer.code', { number: code.receiptNumber })} />
      </div>
      <figcaption>
        <b>{t(`customer.${code.kind}`)}</b>
        <span>{t(`customer.${code.kind}Explained`)}</span>
        {code.leftOut > 0 && <span>{t('customer.leftOut', { count: code.leftOut })}</span>}
      </figcaption>
    </figure>
  );
}

export function ReceiptAgain({ code }: { code: ReceiptCode }) {
  const { t } = useTranslation('digitalReceipts');
  return (
    <section className="customer-centre customer-receipt-again">
      <h1>{t('customer.receipt', { number: code.receiptNumber })}</h1>
      <ReceiptCodePicture code={code} />
    </section>
  );
}
