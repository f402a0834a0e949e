// The cashier's screen.
import { startScreen } from '../start-screen.tsx';
import { CashierScreen } from './cashier-screen.tsx';
import './cashier.css';

startScreen('cashier', <CashierScreen />);
