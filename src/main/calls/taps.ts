// Cards that are held to the reader.
import type { Gate } from './gate.ts';

export const tapsCalls = ({ os, shop, seller }: Gate) => ({
  offer: os.taps.offer.handler(({ input, context, signal }) => {
    const { signal: connected } = context.connection;
    return shop().taps.offer(input.saleId, seller(context), signal ? AbortSignal.any([signal, connected]) : connected);
  }),
  dismiss: os.taps.dismiss.handler(({ input }) => shop().taps.dismiss(input.newsId)),
});
