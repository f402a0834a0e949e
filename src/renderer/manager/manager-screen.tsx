// What the manager sees: the sign-in, or the pages with the strip above them and a sale that lies open over them.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApprovalDialog } from '../approval/approval-dialog.tsx';
import { useCall } from '../screen.tsx';
import { PracticeBanner } from '../setup/practice-banner.tsx';
import { SetUp } from '../setup/set-up.tsx';
import { useHands } from '../sign-in/hands.ts';
import { SignIn } from '../sign-in/sign-in.tsx';
import { Button } from '../ui/button.tsx';
import { StatusStrip } from '../ui/status-strip.tsx';
import { TrialBanner } from '../ui/trial-banner.tsx';
import { AccountsPage } from './accounts/accounts-page.tsx';
import { ArticlesPage } from './articles/articles-page.tsx';
import { AttentionPage } from './attention/attention-page.tsx';
import { ClosingPage } from './closing/closing-page.tsx';
import { DevicesPage } from './devices/devices-page.tsx';
import { ExportsPage } from './exports/exports-page.tsx';
import { LightningPage } from './lightning/lightning-page.tsx';
import { Navigation } from './navigation.tsx';
import { PromotionsPage } from './promotions/promotions-page.tsx';
import { ReportsPage } from './reports/reports-page.tsx';
import { HOME, type Page, pagesFor, type Route } from './route.ts';
import { SaleSheet } from './sales/sale-sheet.tsx';
import { SalesPage } from './sales/sales-page.tsx';
import { SetUpSecondFactor } from './second-factor/set-up.tsx';
import { SettingsPage } from './settings/settings-page.tsx';
import { StaffPage } from './staff/staff-page.tsx';
import { useTill } from './till.ts';
import { TodayPage } from './today/today-page.tsx';
import { go, goInstead, useRoute } from './use-route.ts';
import { VouchersPage } from './vouchers/vouchers-page.tsx';

export function ManagerScreen() {
  const { t } = useTranslation(['manager', 'staff']);
  const call = useCall();
  const staff = useTill((till) => till.session.staff);
  const [settingUp, setSettingUp] = useState(false);
  const asked = useTill((till) => till.session.secondFactor === 'missing');
  // Until the recovery codes were read.
  const [enrolling, setEnrolling] = useState(false);
  if (asked && !enrolling) setEnrolling(true);
  if (!staff && enrolling) setEnrolling(false);
  const missing = staff !== null && enrolling;
  useHands();
  const setUp = () => setSettingUp(true);
  const setUpDone = () => setSettingUp(false);
  if (settingUp) {
    const toTheNode = () => {
      go({ ...HOME, page: 'lightning' });
      setUpDone();
    };
    return <SetUp onClose={setUpDone} onConnect={toTheNode} />;
  }
  const signOut = () => void call((till) => till.session.signOut());
  const attention = () => go({ ...HOME, page: 'attention' });
  const devices = () => go({ ...HOME, page: 'devices' });
  const pages = staff ? pagesFor(staff.rights) : [];
  return (
    <div className="manager">
      <StatusStrip
        onSignOut={signOut}
        {...(pages.includes('attention') && { onPrinting: attention, onAttention: attention })}
        {...(pages.includes('devices') && { onDevices: devices })}
      />
      <PracticeBanner onSetUp={setUp} />
      <TrialBanner />
      {missing ? (
        <main className="second-factor-page">
          <h1>{t('staff:secondFactor.missing')}</h1>
          <SetUpSecondFactor onShown={() => setEnrolling(false)} />
        </main>
      ) : pages.length > 0 ? (
        <Pages pages={pages} onSetUp={setUp} />
      ) : staff ? (
        <main className="manager-not-allowed">
          <h1>{t('notAllowed.title', { name: staff.name })}</h1>
          <p>{t('notAllowed.explained')}</p>
          <Button kind="primary" size="large" onClick={signOut}>
            {t('notAllowed.change')}
          </Button>
        </main>
      ) : (
        <SignIn title={t('signIn.title')}>
          <p>{t('signIn.explained')}</p>
        </SignIn>
      )}
      <ApprovalDialog />
    </div>
  );
}

function Pages({ pages, onSetUp }: { pages: readonly Page[]; onSetUp: () => void }) {
  const { t } = useTranslation('manager');
  const asked = useRoute();
  const [first = HOME.page] = pages;
  const route = pages.includes(asked.page) ? asked : { ...HOME, page: first };
  const main = useRef<HTMLElement>(null);
  const shown = useRef(route.page);
  useEffect(() => {
    document.title = `${t(`nav.${route.page}`)} · Flash Till`;
    if (shown.current === route.page) return;
    shown.current = route.page;
    // A new page is read from its beginning, also by a screen reader.
    main.current?.scrollTo(0, 0);
    main.current?.focus();
  }, [route.page, t]);
  return (
    <>
      <Navigation pages={pages} page={route.page} />
      <main ref={main} className="manager-page" tabIndex={-1}>
        <PageAt route={route} onSetUp={onSetUp} />
      </main>
      {route.saleId !== null && <SaleSheet key={route.saleId} saleId={route.saleId} onClose={() => goInstead({ ...route, saleId: null })} />}
    </>
  );
}

function PageAt({ route, onSetUp }: { route: Route; onSetUp: () => void }) {
  switch (route.page) {
    case 'today':
      return <TodayPage chosenDay={route.day} />;
    case 'reports':
      return <ReportsPage chosen={route.range} />;
    case 'closing':
      return <ClosingPage />;
    case 'sales':
      return <SalesPage route={route} />;
    case 'vouchers':
      return <VouchersPage />;
    case 'accounts':
      return <AccountsPage />;
    case 'promotions':
      return <PromotionsPage />;
    case 'attention':
      return <AttentionPage />;
    case 'articles':
      return <ArticlesPage />;
    case 'lightning':
      return <LightningPage />;
    case 'staff':
      return <StaffPage />;
    case 'exports':
      return <ExportsPage />;
    case 'devices':
      return <DevicesPage />;
    case 'settings':
      return <SettingsPage onSetUp={onSetUp} />;
  }
}
