// Short messages: what happened, whether money is safe, what to do next. Trouble is told at once and stays longer.
// Each open dialog shows them too, since a modal dialog makes everything outside it unreadable.
import { CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useScreen, useScreenStore } from '../screen.tsx';
import type { Notice } from '../store.ts';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';

const ICONS = { info: Info, done: CircleCheck, trouble: TriangleAlert };
const SHOWN_FOR_MS = { info: 5_000, done: 3_000, trouble: 12_000 };

export function Notices() {
  const notices = useScreenStore((state) => state.notices);
  return (
    <div className="notices">
      <div role="status">
        {notices
          .filter((notice) => notice.tone !== 'trouble')
          .map((notice) => (
            <NoticeCard key={notice.id} notice={notice} />
          ))}
      </div>
      <div role="alert">
        {notices
          .filter((notice) => notice.tone === 'trouble')
          .map((notice) => (
            <NoticeCard key={notice.id} notice={notice} />
          ))}
      </div>
    </div>
  );
}

function NoticeCard({ notice }: { notice: Notice }) {
  const { t } = useTranslation();
  const { store } = useScreen();
  useEffect(() => {
    const timer = setTimeout(() => store.getState().dismiss(notice.id), SHOWN_FOR_MS[notice.tone]);
    return () => clearTimeout(timer);
  }, [store, notice.id, notice.tone]);
  return (
    <div className="notice" data-tone={notice.tone}>
      <Icon of={ICONS[notice.tone]} />
      <div>
        <strong>{notice.title}</strong>
        {notice.body && <p>{notice.body}</p>}
      </div>
      <IconButton icon={X} label={t('dismiss')} size={20} onClick={() => store.getState().dismiss(notice.id)} />
    </div>
  );
}
