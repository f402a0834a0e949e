// What the customer sees: one scene at a time, with the shop's practice banner and the choice of language over it.
import { missingCase } from '../../shared/errors.ts';
import { TapNote } from '../taps/tap-note.tsx';
import { BoltMark } from '../ui/bolt-mark.tsx';
import { TrialBanner } from '../ui/trial-banner.tsx';
import { Card, CardRefused } from './card.tsx';
import { Idle } from './idle.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Paid } from './paid.tsx';
import { Arriving, Held, OnChain, Pay } from './pay.tsx';
import { PracticeBanner } from './practice-banner.tsx';
import { ReceiptAgain, useReceiptCode } from './receipt-code.tsx';
import { Ringing } from './ringing.tsx';
import { type Scene, sceneOf } from './scene.ts';
import { Tip } from './tip.tsx';
import { Expired, Late } from './trouble.tsx';
import { useTill } from './use-till.ts';

export function CustomerScreen() {
  const checkout = useTill((till) => till.checkout);
  const shopName = useTill((till) => till.shop.name);
  const practice = useTill((till) => till.shop.practice);
  const scene = sceneOf(checkout);
  const code = useReceiptCode();
  const again = scene.kind === 'idle' ? code : null;
  return (
    <div className="customer" data-scene={scene.kind}>
      <header className="customer-head">
        <span className="customer-shop">
          <BoltMark size={32} /> {scene.kind !== 'idle' && shopName}
        </span>
        {practice && <PracticeBanner />}
        <TrialBanner />
        <LanguageSwitch />
      </header>
      <main className="customer-scene">{again ? <ReceiptAgain code={again} /> : <SceneView scene={scene} />}</main>
      <TapNote />
    </div>
  );
}

function SceneView({ scene }: { scene: Scene }) {
  switch (scene.kind) {
    case 'idle':
      return <Idle />;
    case 'ringing':
      return <Ringing preparing={scene.preparing} />;
    case 'tip':
      return <Tip />;
    case 'pay':
      return <Pay tender={scene.tender} key={scene.tender.id} />;
    case 'arriving':
      return <Arriving tender={scene.tender} />;
    case 'on_chain':
      return <OnChain tender={scene.tender} seen={scene.seen} />;
    case 'held':
      return <Held tender={scene.tender} />;
    case 'expired':
      return <Expired />;
    case 'late':
      return <Late tender={scene.tender} />;
    case 'card':
      return <Card move={scene.move} key={scene.move.id} />;
    case 'card_refused':
      return <CardRefused refused={scene.refused} />;
    case 'paid':
      return <Paid />;
    default:
      return missingCase(scene);
  }
}
