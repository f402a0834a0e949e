// An article's picture: chosen from a file, made small by this page (which is where it is decoded), and kept by the till.
import { ImagePlus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall, useScreen } from '../../screen.tsx';
import { ArticlePicture } from '../../ui/article-picture.tsx';
import { Button } from '../../ui/button.tsx';

/** As large as the largest tile shows it on a dense screen. */
const EDGE_PX = 480;

/** WebP in base64, cut to a square around its middle; null for what this browser does not take for a picture. */
async function smallPicture(file: File): Promise<string | null> {
  try {
    const picture = await createImageBitmap(file);
    const edge = Math.min(picture.width, picture.height);
    const size = Math.min(edge, EDGE_PX);
    const canvas = document.createElement('canvas');
    canvas.width = size;
    canvas.height = size;
    canvas.getContext('2d')?.drawImage(picture, (picture.width - edge) / 2, (picture.height - edge) / 2, edge, edge, 0, 0, size, size);
    picture.close();
    const [, base64 = ''] = canvas.toDataURL('image/webp', 0.85).split(',');
    return base64;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

export function PictureField({ picture, onPicture }: { picture: string | null; onPicture: (picture: string | null) => void }) {
  const { t } = useTranslation(['articles', 'errors']);
  const call = useCall();
  const { store } = useScreen();
  const chooser = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const choose = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    const base64 = await smallPicture(file);
    if (base64 === null)
      store.getState().notify({ tone: 'trouble', title: t('errors:PICTURE_REFUSED.what'), body: t('errors:PICTURE_REFUSED.next') });
    else {
      const outcome = await call((till) => till.catalogue.addPicture({ base64 }));
      if (outcome.ok) onPicture(outcome.value.picture);
    }
    setBusy(false);
  };
  return (
    <div className="articles-picture">
      {picture !== null && <ArticlePicture picture={picture} />}
      <Button icon={ImagePlus} busy={busy} onClick={() => chooser.current?.click()}>
        {t(picture === null ? 'form.addPicture' : 'form.otherPicture')}
      </Button>
      {picture !== null && (
        <Button kind="plain" icon={Trash2} onClick={() => onPicture(null)}>
          {t('form.noPicture')}
        </Button>
      )}
      <input
        ref={chooser}
        className="visually-hidden"
        type="file"
        accept="image/png,image/jpeg,image/webp"
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
