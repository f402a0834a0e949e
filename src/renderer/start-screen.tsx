// Starts one screen in its page: connects it to the till, keeps its language the shop's, and shows it once there is a state.
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { Language, Screen } from '../shared/state.ts';
import { createApprovals } from './approval/approvals.ts';
import { createI18n } from './i18n/i18n.ts';
import { listenForScanners } from './listen-for-scanners.ts';
import { ScreenProvider } from './screen.tsx';
import { createScreenStore } from './store.ts';
import { connectTill } from './till-client.ts';
import { portTransport, socketTransport } from './transports.ts';
import { showAppearance } from './ui/appearance.tsx';
import { listenForKeys } from './ui/listen-for-keys.ts';
import { Notices } from './ui/notices.tsx';
import { scanRulesOf } from './ui/scan.ts';
import { createScanTurns } from './ui/scan-turns.ts';
import { createSounds } from './ui/sound.ts';
import { TillGate } from './ui/till-gate.tsx';
import './ui/ui.css';

export function startScreen(screen: Screen, page: ReactNode): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no #root');

  showAppearance(document.documentElement, localStorage);
  const store = createScreenStore();
  // Electron serves its pages by a scheme of its own, and hands a port over; a browser has them from the till's server.
  const transport = location.protocol.startsWith('http') ? socketTransport(screen, location) : portTransport(window);
  const connection = connectTill({ transport, store, nowMs: Date.now });

  const i18n = createI18n(browserLanguage());
  const speak = (language: Language) => {
    if (i18n.language !== language) void i18n.changeLanguage(language);
    document.documentElement.lang = language;
  };
  speak(browserLanguage());
  store.subscribe(({ till: { shop } }) => {
    if (shop) speak(shop.languages[screen === 'customer' ? 'customer' : 'cashier']);
  });

  const sounds = createSounds(localStorage);
  for (const press of ['pointerup', 'keyup']) window.addEventListener(press, () => sounds.prepare(), { once: true });

  const scans = createScanTurns();
  const keys = listenForKeys(window, scans, () => crypto.randomUUID());
  store.subscribe(({ till: { shop } }) => shop && keys.setRules(scanRulesOf(shop.typingScanners)));
  if (screen !== 'customer') {
    const onMissed = (count: number) =>
      store.getState().notify({ tone: 'trouble', title: i18n.t('scanning:missed.title', { count }), body: i18n.t('scanning:missed.next') });
    listenForScanners({ page: window, client: connection.client, store, turns: scans, onMissed });
  }

  const parts = {
    screen,
    store,
    connection,
    client: connection.client,
    sounds,
    keys,
    scans,
    approvals: createApprovals(),
  };
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <ScreenProvider parts={parts}>
          <TillGate>{page}</TillGate>
          <Notices />
        </ScreenProvider>
      </I18nextProvider>
    </StrictMode>,
  );
}

/** Until the shop has said its own. */
function browserLanguage(): Language {
  return navigator.language.startsWith('ko') ? 'ko' : 'en';
}
