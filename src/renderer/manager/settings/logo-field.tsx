// The shop's logo on receipts: chosen from a file, made into dots by this page (which is where it is decoded), kept by the till.
import { ImagePlus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Logo } from '../../../shared/logo.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dots } from '../../ui/dots.tsx';
import { useTill } from '../till.ts';
import { logoOf, logoSize } from './logo-dots.ts';

const TYPES = ['image/png', 'image/jpeg', 'image/svg+xml'];
const MOST_BYTES = 4 * 1024 * 1024;
/** A drawing without a size of its own. */
const USUAL_EDGE = 384;

type Trouble = 'type' | 'size' | 'unreadable' | 'empty';

/** The file as dots. A drawing (SVG) is shown as an image, in which no script of it runs and nothing is fetched. */
async function logoOfFile(file: File): Promise<Logo | Trouble> {
  if (!TYPES.includes(file.type)) return 'type';
  if (file.size > MOST_BYTES) return 'size';
  const address = URL.createObjectURL(file);
  try {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const { width, height } = logoSize(picture.naturalWidth || USUAL_EDGE, picture.naturalHeight || USUAL_EDGE);
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    if (!context) return 'unreadable';
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0, width, height);
    return logoOf(context.getImageData(0, 0, width, height).data, width, height) ?? 'empty';
  } catch (error) {
    if (error instanceof DOMException) return 'unreadable';
    throw error;
  } finally {
    URL.revokeObjectURL(address);
  }
}

export function LogoField() {
  const { t } = useTranslation('logo');
  const call = useCall();
  const { store } = useScreen();
  const logo = useTill((till) => till.shop.logo);
  const chooser = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const keep = async (next: Logo | null) => {
    const outcome = await call((till) => till.shop.change({ logo: next }));
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t(next ? 'kept' : 'gone'), body: t('next') });
  };
  const choose = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    const made = await logoOfFile(file);
    if (typeof made === 'string') store.getState().notify({ tone: 'trouble', title: t('refused'), body: t(`trouble.${made}`) });
    else await keep(made);
    setBusy(false);
  };
  return (
    <div className="settings-field">
      <span className="settings-logo-name">{t('logo')}</span>
      {logo && (
        <div className="settings-logo">
          <Dots logo={logo} className="settings-logo-dots" />
        </div>
      )}
      <p className="settings-hint">{t('hint')}</p>
      <div className="settings-actions">
        <Button icon={ImagePlus} busy={busy} onClick={() => chooser.current?.click()}>
          {t(logo ? 'other' : 'choose')}
        </Button>
        {logo && (
          <Button kind="plain" icon={Trash2} onClick={() => void keep(null)}>
            {t('remove')}
          </Button>
        )}
      </div>
      <input
        ref={chooser}
        className="visually-hidden"
        type="file"
        accept={TYPES.join(',')}
        tabIndex={-1}
        aria-hidden
        onChange={(event) => {
          void choose(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </div>
  );
}
