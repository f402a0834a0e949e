// Lightning, as the cashier sees it: the same state as on the customer's screen, in words, with the code, its time and its rate.
import {
  Blocks as BlocksIcon,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  Clock,
  Hand,
  HandCoins,
  Hourglass,
  type LucideIcon,
  Radio,
  RefreshCw,
  Split,
  Unlink,
  Zap,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toPayMinor } from '../../../shared/sale.ts';
import { comingOnChain } from '../../../shared/tender.ts';
import { wordsForFailure } from '../../i18n/failure-words.ts';
import { qrTextOf } from '../../ui/code-text.ts';
import { Icon } from '../../ui/icon.tsx';
import { KeyButton } from '../../ui/key-button.tsx';
import { Sat } from '../../ui/money.tsx';
import { Qr } from '../../ui/qr.tsx';
import type { Desk } from '../desk.ts';
import { ObstacleWords } from '../register/obstacle-words.tsx';
import { type CodeState, codeStateOf, lastCode } from '../stage.ts';
import { useTill } from '../till.ts';
import { AmountDue } from './amount-due.tsx';
import { ChainFee } from './chain-fee.tsx';
import { CodeRate } from './code-rate.tsx';
import { CodeTime } from './code-time.tsx';
import { HeldTime } from './held-time.tsx';
import { useListedMoney } from './listed-money.tsx';
import { OnChainProgress } from './on-chain-progress.tsx';
import { PartDialog } from './part-dialog.tsx';

const ICONS: Record<CodeState, LucideIcon> = {
  none: CircleDashed,
  tip: HandCoins,
  asking: Hourglass,
  waiting: Radio,
  arriving: Zap,
  held: Hand,
  taking: Zap,
  on_chain: BlocksIcon,
  replaced: Unlink,
  expired: Clock,
  cancelled: CircleDashed,
};

export function LightningPayment({ desk, onWallet }: { desk: Desk; onWallet: (() => void) | null }) {
  const { t, i18n } = useTranslation('cashier');
  const { t: tError } = useTranslation('errors');
  const state = useTill((till) => codeStateOf(till.checkout));
  const code = useTill((till) => lastCode(till.checkout.sale));
  const [parting, setParting] = useState(false);
  const listed = useListedMoney().some(({ kind }) => kind !== 'lost');
  const coming = useTill(({ checkout: { sale } }) => comingOnChain(sale.tenders).length > 0);
  const partPaid = useTill(({ checkout: { sale } }) => sale.dueMinor < toPayMinor(sale));
  const shopName = useTill((till) => till.shop.name);
  const tooMuch = useTill(({ lightning: { canReceiveSat } }) => canReceiveSat !== null && code !== undefined && code.amountSat > canReceiveSat);
  const unheard = useTill(({ lightning: { health } }) => health !== 'ready' && health !== 'unsynced');
  const payable = state === 'waiting' || state === 'arriving' || state === 'replaced';
  const live = payable || state === 'held' || state === 'taking' || state === 'on_chain';
  const said = state === 'none' && partPaid ? 'rest' : state;
  const waiting = unheard ? 'waitingUnheard' : !tooMuch ? 'waiting' : code?.address ? 'waitingOnChain' : 'waitingTooMuch';
  const explained = !live && (listed || coming) ? 'listed' : said === 'waiting' ? waiting : said;
  const refusal = desk.refusal && wordsForFailure(desk.refusal, tError, i18n.language);

  return (
    <div className="cashier-lightning">
      <div className="cashier-lightning-words">
        <AmountDue minor={live ? code?.amountMinor : undefined} />
        {live && code && (
          <p className="cashier-sat">
            <Sat sat={code.amountSat} />
          </p>
        )}
        {refusal ? (
          <div className="cashier-code-state" data-tone="trouble" role="alert">
            <Icon of={CircleAlert} size={28} />
            <div>
              <h3>{refusal.title}</h3>
              <p>{refusal.body}</p>
            </div>
          </div>
        ) : (
          <div className="cashier-code-state" data-state={state}>
            <Icon of={ICONS[state]} size={28} />
            <div>
              <h3>{t(`code.state.${said}`)}</h3>
              <p>{t(`code.explained.${explained}`)}</p>
            </div>
          </div>
        )}
        {!live && !refusal && <ObstacleWords />}
        {state === 'waiting' && code?.address && !tooMuch && !unheard && <ChainFee amountSat={code.amountSat} />}
      </div>

      <div className="cashier-code">
        {state === 'held' ? (
          <HeldTime />
        ) : state === 'on_chain' && code?.seenOnChain ? (
          <OnChainProgress seen={code.seenOnChain} />
        ) : payable && code ? (
          <>
            <div className="cashier-code-qr" data-arriving={state === 'arriving' || undefined}>
              <Qr data={qrTextOf(code, shopName)} label={t('code.qr')} />
            </div>
            <div className="cashier-code-foot">
              <CodeTime code={code} />
              {onWallet && (
                <KeyButton kind="plain" shortcut="F9" onClick={onWallet}>
                  {t('code.wallet')}
                </KeyButton>
              )}
            </div>
          </>
        ) : (
          <div className="cashier-code-none" data-asking={state === 'asking' || undefined} aria-hidden>
            <Icon of={ICONS[state]} size={64} />
          </div>
        )}
      </div>

      <footer className="cashier-lightning-foot">
        <CodeRate code={live ? code : undefined} />
        <div className="cashier-lightning-actions">
          {(state === 'waiting' || state === 'replaced') && code && (
            <KeyButton icon={RefreshCw} shortcut="F2" onClick={() => desk.askForCode(code.amountMinor)}>
              {t('code.new')}
            </KeyButton>
          )}
          {(payable || state === 'on_chain') && (
            <KeyButton icon={CircleCheck} shortcut="F3" onClick={desk.checkNow}>
              {t('code.check')}
            </KeyButton>
          )}
          {((!live && state !== 'tip') || state === 'waiting') && (
            <KeyButton icon={Split} shortcut="F4" onClick={() => setParting(true)}>
              {t('code.part')}
            </KeyButton>
          )}
        </div>
      </footer>
      {parting && <PartDialog onClose={() => setParting(false)} onPart={desk.askForCode} />}
    </div>
  );
}
