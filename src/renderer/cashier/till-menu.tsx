// What is not needed in every sale: the language and look of this screen, the way to the manager's, the practice printer, the keys.
import { ArrowUpRight, Coins, Inbox, NotebookPen, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PRACTICE_PRINTER_FAULTS } from '../../shared/contract.ts';
import { LANGUAGES } from '../../shared/state.ts';
import { LANGUAGE_NAMES } from '../i18n/i18n.ts';
import { useCall } from '../screen.tsx';
import { PracticeBanner } from '../setup/practice-banner.tsx';
import { PeopleSection } from '../sign-in/people-section.tsx';
import { AppearanceChoice } from '../ui/appearance.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { KeyButton } from '../ui/key-button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useTill } from './till.ts';

export interface TillMenuProps {
  onClose: () => void;
  onSetUp: () => void;
  /** With somebody signed in. */
  onRefund?: () => void;
  onPayAccount?: () => void;
  onDrawer?: () => void;
  onFloat?: () => void;
}

export function TillMenu({ onClose, onSetUp, onRefund, onPayAccount, onDrawer, onFloat }: TillMenuProps) {
  const { t } = useTranslation('cashier');
  const { t: tCommon } = useTranslation();
  const { t: tRefunds } = useTranslation('refunds');
  const { t: tTenders } = useTranslation('tenders');
  const { t: tShifts } = useTranslation('shifts');
  const call = useCall();
  const language = useTill((till) => till.shop.languages.cashier);
  const simulated = useTill((till) => till.shop.printers.some(({ connection }) => connection.kind === 'simulated') && till.session.staff !== null);
  return (
    <Dialog title={t('menu.title')} shape="sheet" onClose={onClose}>
      <div className="cashier-menu">
        <PeopleSection onDone={onClose} />
        {onRefund && (
          <section>
            <KeyButton size="large" icon={Undo2} shortcut="Ctrl+B" onClick={onRefund}>
              {tRefunds('refund')}
            </KeyButton>
          </section>
        )}
        {onPayAccount && (
          <section>
            <KeyButton size="large" icon={NotebookPen} shortcut="Ctrl+O" onClick={onPayAccount}>
              {tTenders('account.payOpen')}
            </KeyButton>
            <p>{tTenders('account.payExplained')}</p>
          </section>
        )}
        {onDrawer && (
          <section>
            <KeyButton size="large" icon={Inbox} shortcut="Ctrl+D" onClick={onDrawer}>
              {tShifts('drawer')}
            </KeyButton>
            <p>{tShifts('drawerExplained')}</p>
          </section>
        )}
        {onFloat && (
          <section>
            <Button size="large" icon={Coins} onClick={onFloat}>
              {tShifts('float')}
            </Button>
            <p>{tShifts('floatExplained')}</p>
          </section>
        )}
        <section>
          <h3>{t('menu.language')}</h3>
          <Segmented
            label={t('menu.language')}
            segments={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value], lang: value }))}
            value={language}
            onChange={(value) => void call((client) => client.shop.speak({ audience: 'cashier', language: value }))}
          />
          <p>{t('menu.languageExplained')}</p>
        </section>
        <section>
          <h3>{tCommon('appearance.label')}</h3>
          <AppearanceChoice />
        </section>
        <section>
          <a className="cashier-menu-link" href="../manager/">
            <span>
              <b>{t('menu.manager')}</b>
              {t('menu.managerExplained')}
            </span>
            <Icon of={ArrowUpRight} size={22} />
          </a>
        </section>
        <PracticeBanner onSetUp={onSetUp} />
        {simulated && (
          <section>
            <h3>{t('menu.practicePrinter')}</h3>
            <p>{t('menu.practicePrinterExplained')}</p>
            <div className="cashier-menu-faults">
              {PRACTICE_PRINTER_FAULTS.map((fault) => (
                <Button key={fault} onClick={() => void call((client) => client.practice.printer({ fault }))}>
                  {t(`menu.fault.${fault}`)}
                </Button>
              ))}
            </div>
          </section>
        )}
        <KeyTable />
      </div>
    </Dialog>
  );
}

/** The keys that no button shows. The amber button is always Enter. */
const KEYS = [
  ['Enter', 'enter'],
  ['Esc', 'back'],
  ['F3', 'line'],
  ['Ctrl+H', 'dining'],
  ['PgUp PgDn', 'category'],
  ['F9', 'wallet'],
  ['Ctrl+B', 'refund'],
  ['Ctrl+S', 'park'],
  ['Ctrl+U', 'openSales'],
  ['Ctrl+E', 'split'],
  ['Ctrl+P', 'printing'],
  ['Ctrl+L', 'signOut'],
] as const;

function KeyTable() {
  const { t } = useTranslation('cashier');
  const practice = useTill((till) => till.shop.practice);
  const asksDining = useTill((till) => till.shop.selling.dining.asked);
  return (
    <section>
      <h3>{t('menu.keys')}</h3>
      <dl className="cashier-keys">
        {KEYS.filter(([, action]) => (practice || action !== 'wallet') && (asksDining || action !== 'dining')).map(([key, action]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`menu.key.${action}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
