// Giving money back: to a Lightning code of the customer's, scanned or pasted, or in cash from the drawer.
import { Smartphone } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttentionItem } from '../../../shared/state.ts';
import type { Failure } from '../../failure.ts';
import { wordsForFailure } from '../../i18n/failure-words.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall, useScans, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Money } from '../../ui/money.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { countWords } from '../numbers.tsx';
import { useTill } from '../till.ts';
import { looksLikeCode, refundCodeOf } from './refund-code.ts';

type Method = 'lightning' | 'cash';

export function RefundDialog({ item, onClose }: { item: AttentionItem; onClose: () => void }) {
  const { t, i18n } = useTranslation(['manager', 'common']);
  const call = useCall();
  const { store } = useScreen();
  const currency = useTill((till) => till.shop.currency);
  const [method, setMethod] = useState<Method>('lightning');
  const [text, setText] = useState('');
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  // Nobody is paid a fraction of a sat.
  const amountSat = Math.floor(item.amountMsat / 1000);
  const sat = countWords(amountSat, localeOf(i18n.language));
  const code = refundCodeOf(text);
  const possible = method === 'cash' ? item.amountMinor !== null : amountSat > 0 && looksLikeCode(code) && /^\d{4,8}$/.test(pin);

  useScans(async (scanned) => {
    setMethod('lightning');
    setText(refundCodeOf(scanned));
  });

  const refund = async () => {
    if (busy || !possible) return;
    setBusy(true);
    setFailure(null);
    const how = method === 'cash' ? { method } : { method, to: code, pin };
    const outcome = await call((till) => till.attention.refund({ itemId: item.id, how }), { quiet: true });
    setBusy(false);
    setPin('');
    if (outcome.ok) {
      store
        .getState()
        .notify({ tone: 'done', title: t('refund.done'), body: t(method === 'cash' ? 'refund.doneCash' : 'refund.doneLightning', { sat }) });
      onClose();
      return;
    }
    setFailure(outcome.failure);
  };

  return (
    <Dialog
      title={t('refund.title')}
      onClose={onClose}
      actions={
        failure?.code === 'REFUND_UNKNOWN' ? (
          <Button onClick={onClose}>{t('common:close')}</Button>
        ) : (
          <Button kind="primary" size="large" wide busy={busy} disabled={!possible} onClick={() => void refund()}>
            {t(method === 'cash' ? 'refund.giveCash' : 'refund.send', { sat })}
          </Button>
        )
      }
    >
      <div className="refund">
        <Segmented
          label={t('refund.how')}
          segments={[
            { value: 'lightning', label: t('refund.toCode') },
            { value: 'cash', label: t('refund.inCash') },
          ]}
          value={method}
          onChange={(chosen) => {
            setMethod(chosen);
            setFailure(null);
          }}
        />
        {method === 'lightning' ? (
          <>
            <CodeField sat={sat} amountSat={amountSat} text={text} onText={setText} />
            <PinField pin={pin} onPin={setPin} />
          </>
        ) : item.amountMinor === null ? (
          <p>{t('refund.noRate')}</p>
        ) : (
          <p className="refund-cash">
            {t('refund.fromDrawer')}
            <b>
              <Money minor={item.amountMinor} currency={currency} />
            </b>
          </p>
        )}
        {failure && <Refused failure={failure} />}
      </div>
    </Dialog>
  );
}

function CodeField({ sat, amountSat, text, onText }: { sat: string; amountSat: number; text: string; onText: (text: string) => void }) {
  const { t } = useTranslation('manager');
  const call = useCall();
  const fieldId = useId();
  const practice = useTill((till) => till.shop.practice);
  const shown = useTill((till) => till.practice.refundRequest);
  /** The code that stood in the wallet when a new one was asked for. */
  const [asked, setAsked] = useState<{ before: string | null } | null>(null);
  useEffect(() => {
    if (!asked || shown === null || shown === asked.before) return;
    setAsked(null);
    onText(shown);
  }, [asked, shown, onText]);
  const askWallet = async () => {
    setAsked({ before: shown });
    await call((till) => till.practice.refundCode({ amountSat }));
  };
  const wrong = text.trim() !== '' && !looksLikeCode(refundCodeOf(text));
  return (
    <>
      <label htmlFor={fieldId}>{t('refund.code', { sat })}</label>
      <textarea
        id={fieldId}
        className="field refund-code"
        rows={4}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={wrong}
        aria-describedby={`${fieldId}-hint`}
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
      <p id={`${fieldId}-hint`} className="refund-hint" data-wrong={wrong || undefined}>
        {t(wrong ? 'refund.notACode' : 'refund.codeHint')}
      </p>
      {practice && amountSat > 0 && (
        <Button icon={Smartphone} onClick={() => void askWallet()}>
          {t('refund.askWallet')}
        </Button>
      )}
    </>
  );
}

/** Signed in is not enough for money to leave. */
function PinField({ pin, onPin }: { pin: string; onPin: (pin: string) => void }) {
  const { t } = useTranslation('manager');
  const fieldId = useId();
  return (
    <>
      <label htmlFor={fieldId}>{t('refund.pin')}</label>
      <input
        id={fieldId}
        className="field"
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={8}
        value={pin}
        onChange={(event) => onPin(event.target.value)}
      />
    </>
  );
}

const REASONS = ['amount', 'no_rate', 'too_small', 'not_sent', 'used_code'] as const;

/** The till's own reasons have words; a node's are passed on as it said them. */
function Refused({ failure }: { failure: Failure }) {
  const { t, i18n } = useTranslation('manager');
  const { t: tError } = useTranslation('errors');
  const reason = REASONS.find((one) => one === failure.detail.reason);
  const { amountSat } = failure.detail;
  const words = reason ? t(`refund.reason.${reason}`, { sat: countWords(Number(amountSat ?? 0), localeOf(i18n.language)) }) : undefined;
  const { title, body } = wordsForFailure(words ? { ...failure, detail: { ...failure.detail, reason: words } } : failure, tError, i18n.language);
  return (
    <p className="refund-refused" role="alert">
      <b>{title}</b> {body}
    </p>
  );
}
