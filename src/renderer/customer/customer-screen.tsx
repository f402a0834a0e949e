// What the customer sees: one thing at a time, chosen by the state of the sale.
import { tillHook } from '../screen.tsx';

const useTill = tillHook<'customer'>();

export function CustomerScreen() {
  const name = useTill((till) => till.shop.name);
  return <h1>{name}</h1>;
}
