// Refunds at the register: which sale it is, by its receipt's number, scanned or typed, or one of the last; or goods without a
// receipt. First comes what is not at its end.
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefundableSale, SaleOfLate } from '../../../shared/refund-state.ts';
import type { Failure } from '../../failure.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { Refused } from '../../manager/pin-field.tsx';
import { timeWords } from '../../manager/when.ts';
import { RefundSheet } from '../../refunds/refund-sheet.tsx';
import { Unsettled } from '../../refunds/unsettled.tsx';
import { WithoutReceipt } from '../../refunds/without-receipt.tsx';
import { useCall, useScans } from '../../screen.tsx';
import type { TillClient } from '../../till-client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyButton } from '../../ui/key-button.tsx';
import { Money } from '../../ui/money.tsx';
import { useTill } from '../till.ts';
import { useDueInHand } from './due-in-hand.ts';
import '../../refunds/refunds.css';

/** `receipt`: one that was scanned at the register. */
export function RefundDialog({ receipt, onClose }: { receipt: string | null; onClose: () => void }) {
  const [sale, setSale] = useState<RefundableSale | null>(null);
  const [without, setWithout] = useState(false);
  const dueInHandMinor = useDueInHand();
  if (sale) return <RefundSheet sale={sale} dueInHandMinor={dueInHandMinor} onClose={onClose} />;
  if (without) return <WithoutReceipt dueInHandMinor={dueInHandMinor} onClose={onClose} />;
  return <FindSale receipt={receipt} canUse={dueInHandMinor > 0} onSale={setSale} onWithout={() => setWithout(true)} onClose={onClose} />;
}

interface FindSaleProps {
  receipt: string | null;
  canUse: boolean;
  onSale: (sale: RefundableSale) => void;
  onWithout: () => void;
  onClose: () => void;
}

function FindSale({ receipt: brought, canUse, onSale, onWithout, onClose }: FindSaleProps) {
  const { t, i18n } = useTranslation('refunds');
  const call = useCall();
  const currency = useTill((till) => till.shop.currency);
  const timeZone = useTill((till) => till.shop.timeZone);
  const [text, setText] = useState('');
  const [ofLate, setOfLate] = useState<readonly SaleOfLate[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    void call((client) => client.refunds.salesOfLate()).then((outcome) => outcome.ok && setOfLate(outcome.value));
  }, [call]);

  const look = async (ask: (client: TillClient) => Promise<RefundableSale>) => {
    const outcome = await call(ask, { quiet: true });
    if (outcome.ok) onSale(outcome.value);
    else setFailure(outcome.failure);
  };
  const find = (receipt: string) => look((client) => client.refunds.find({ receipt }));
  useScans(find);
  const begin = useRef(brought === null ? null : () => find(brought));
  useEffect(() => {
    void begin.current?.();
    begin.current = null;
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') void find(text);
  };
  return (
    <Dialog
      shape="sheet"
      title={t('find.title')}
      onClose={onClose}
      actions={
        <KeyButton size="large" wide shortcut="F9" onClick={onWithout}>
          {t('without.begin')}
        </KeyButton>
      }
    >
      <div className="refund">
        <Unsettled canUse={canUse} />
        <form className="refund-field" onSubmit={submit}>
          <label htmlFor="refund-receipt">{t('find.receipt')}</label>
          <input
            id="refund-receipt"
            className="field"
            data-first-focus
            autoComplete="off"
            spellCheck={false}
            maxLength={64}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setFailure(null);
            }}
          />
          <p className="refund-hint">{t('find.hint')}</p>
        </form>
        {failure &&
          (failure.code === 'NOT_FOUND' ? (
            <p className="refund-hint" data-wrong role="alert">
              {t('find.notFound')}
            </p>
          ) : (
            <Refused failure={failure} />
          ))}
        {ofLate.length > 0 && (
          <section>
            <h3>{t('find.ofLate')}</h3>
            <ul className="refund-choices">
              {ofLate.map(({ saleId, receiptNumber, completedAtMs, totalMinor, names, lineCount }) => (
                <li key={saleId}>
                  <button type="button" onClick={() => void look((client) => client.refunds.left({ saleId }))}>
                    <span>
                      {receiptNumber}, {timeWords(completedAtMs, localeOf(i18n.language), timeZone)}
                      <small>
                        {names.map((name) => nameIn(name, i18n.language)).join(', ')}
                        {lineCount > names.length && ` +${lineCount - names.length}`}
                      </small>
                    </span>
                    <Money minor={totalMinor} currency={currency} />
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}
